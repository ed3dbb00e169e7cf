"""A process of its own for the tests of jobs: ``work``, ``start KIND FOLDER`` or ``tell``."""

import json
import signal
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402
from tests.web.base.jobs import works  # noqa: E402

from jianfu.web.base import jobs  # noqa: E402
from jianfu.web.base.actor import SYSTEM  # noqa: E402
from jianfu.web.base.jobs.worker import Loop, Rhythm  # noqa: E402
from jianfu.web.base.models import Job, User  # noqa: E402

match sys.argv[1:]:
    case ["work"]:
        loop = Loop(Rhythm(poll=0.02, beat=0.05, stale=0.5))
        signal.signal(signal.SIGTERM, lambda *_: loop.stopping.set())
        loop.run()
    case ["start", kind, folder]:
        jobs.start(
            kind=f"{works.__name__}.{kind}", title=kind, arguments={"folder": folder}, by=SYSTEM, at=timezone.now()
        )
    case ["tell"]:
        told = [
            {"state": job.state, "result": job.result, "log": job.log, "attempts": job.attempts}
            for job in Job.objects.order_by("pk")
        ]
        sys.stdout.write(json.dumps({"jobs": told, "people": User.objects.count()}))
