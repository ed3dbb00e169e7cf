"""A process of its own for the tests of jobs: ``work``, ``start KIND FOLDER``, ``tick MOMENT TURN`` or ``tell``.

It ends with the process that started it, however that one ends.
"""

import json
import os
import signal
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import django


def _end_with_the_starter() -> None:
    """Wait for the end of the pipe that the starter holds, which the system closes even after kill -9."""
    sys.stdin.read()
    os._exit(1)


threading.Thread(target=_end_with_the_starter, daemon=True).start()
django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web.base.jobs import works  # noqa: E402

from jianfu.web.base import jobs  # noqa: E402
from jianfu.web.base.actor import SYSTEM  # noqa: E402
from jianfu.web.base.jobs import periodic  # noqa: E402
from jianfu.web.base.jobs.worker import Loop, Rhythm  # noqa: E402
from jianfu.web.base.models import Job, User  # noqa: E402

settings.PERIODIC = {f"{works.__name__}.tick": timedelta(hours=1)}
match sys.argv[1:]:
    case ["work"]:
        loop = Loop(Rhythm(poll=0.02, periodic=0.02, beat=0.05, stale=0.5))
        signal.signal(signal.SIGTERM, lambda *_: loop.stopping.set())
        loop.run()
    case ["start", kind, folder]:
        jobs.start(
            kind=f"{works.__name__}.{kind}", title=kind, arguments={"folder": folder}, by=SYSTEM, at=timezone.now()
        )
    case ["tick", moment, turn]:
        Path(settings.DATA, f"here-{turn}-{os.getpid()}").touch()
        while not Path(settings.DATA, f"go-{turn}").exists():
            time.sleep(0.001)
        periodic.do_due(at=datetime.fromisoformat(moment))
    case ["tell"]:
        told = [
            {"state": job.state, "result": job.result, "log": job.log, "attempts": job.attempts}
            for job in Job.objects.order_by("pk")
        ]
        sys.stdout.write(json.dumps({"jobs": told, "people": User.objects.count()}))
