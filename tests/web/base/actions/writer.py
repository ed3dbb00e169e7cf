"""A process that writes twenty audit entries one by one, or prints the whole chain."""

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from jianfu.web.base.actions import audit  # noqa: E402
from jianfu.web.base.actor import SYSTEM  # noqa: E402
from jianfu.web.base.queries.audit import export  # noqa: E402

if sys.argv[1] == "export":
    sys.stdout.writelines(export())
else:
    for number in range(20):
        deed = audit.Deed("test.write", "test", f"{sys.argv[1]}-{number}")
        audit.write(by=SYSTEM, at=timezone.now(), deeds=[deed])
