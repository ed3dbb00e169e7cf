"""Periodic work: what the worker does by itself, listed in ``settings.PERIODIC``.

Each piece is a function that takes ``at`` and does what is due at that moment; the list holds its dotted path and how
often it is done. A higher word adds its own line there, so that nothing here imports it.

Invariant: whoever moves ``next_at`` forward from what was seen does the work; of any number of workers one does. While
it is done it is lent for ``LEASE`` at most: one that dies in the midst of it is followed by another after that.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string

from jianfu.web.base.models import PeriodicWork

LOG = logging.getLogger("jianfu.periodic")
LEASE = timedelta(minutes=15)


def do_due(*, at: datetime, stopping: threading.Event | None = None) -> list[str]:
    """Do every piece that is due and that no other process has taken, and return the names of those done."""
    done = []
    for name, every in settings.PERIODIC.items():
        if stopping is not None and stopping.is_set():
            break
        if _claimed(name, at=at):
            _do(name, every=every, at=at)
            done.append(name)
    return done


def _claimed(name: str, *, at: datetime) -> bool:
    """Take a due piece for this process; False where it is not due, or another process was faster."""
    row = PeriodicWork.objects.filter(pk=name).first()
    if row is None:
        row = PeriodicWork.objects.get_or_create(pk=name, defaults={"next_at": at})[0]
    if row.next_at > at:
        return False
    seen = PeriodicWork.objects.filter(pk=name, next_at=row.next_at)
    return bool(seen.update(next_at=at + LEASE, began_at=at, ended_at=None))


def _do(name: str, *, every: timedelta, at: datetime) -> None:
    """Do a piece that was claimed; a fault is written down, and it is tried again at its next time."""
    fault = ""
    try:
        work: Callable[..., Any] = import_string(name)
        work(at=at)
    except OperationalError:  # the database is being written by another; the next time will do
        fault = OperationalError.__name__
    except Exception as error:  # noqa: BLE001  # one piece that fails must not keep the others from being done
        fault = type(error).__name__
        LOG.error("periodic work failed", extra={"work": name, "error": fault})
    mine = PeriodicWork.objects.filter(pk=name, began_at=at)
    mine.update(next_at=at + every, ended_at=timezone.now(), fault=fault[:80])
