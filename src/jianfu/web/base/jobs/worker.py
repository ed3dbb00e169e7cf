"""The worker process: takes jobs from the queue one after another, rescues those of dead workers.

Periodic work has a thread of its own, so that a long job holds nobody's reminder up.
"""

import logging
import os
import socket
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import Error, close_old_connections, connection, transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from jianfu.web.base.jobs import periodic
from jianfu.web.base.jobs.rescue import rescue
from jianfu.web.base.jobs.running import TERMS, Terms
from jianfu.web.base.models import Worker

LOG = logging.getLogger("jianfu.jobs")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, in seconds: look for jobs and for periodic work, beat, and how long without a beat means dead."""

    poll: float = 1.0
    periodic: float = 5.0
    beat: float = 2.0
    stale: float = 60.0


@dataclass
class Loop:
    """One worker. ``run`` returns once ``stopping`` is set."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Work until told to stop."""
        # What a work says is kept in the source language; a page shows it in the reader's.
        translation.activate("zh-hans")
        TERMS.set(Terms(every=self.rhythm.beat, beating=True, stopping=self.stopping))
        beating = threading.Thread(target=self._beat, daemon=True)
        beating.start()
        threading.Thread(target=self._do_periodic_work, daemon=True).start()
        while not self.stopping.is_set():
            if not self._turn():
                self.stopping.wait(self.rhythm.poll)
        beating.join()

    def _turn(self) -> bool:
        """Do one job; False where there was none, or the database would not be written now."""
        close_old_connections()
        try:
            rescue(at=timezone.now(), stale_seconds=self.rhythm.stale)
            taken = _taken()
        except Error as error:
            LOG.warning("database not ready", extra={"error": type(error).__name__})
            return False
        if taken is None:
            return False
        _do(taken)
        return True

    def _do_periodic_work(self) -> None:
        """Do what is due by itself, until told to stop; what is cut off is taken up again after its lease."""
        translation.activate("zh-hans")
        while not self.stopping.is_set():
            try:
                periodic.do_due(at=timezone.now(), stopping=self.stopping)
            except Error as error:
                LOG.warning("database not ready", extra={"error": type(error).__name__})
            connection.close()
            self.stopping.wait(self.rhythm.periodic)

    def _beat(self) -> None:
        name = f"{socket.gethostname()}:{os.getpid()}"
        Worker.objects.filter(beat_at__lt=timezone.now() - timedelta(days=1)).delete()
        began = timezone.now()
        while True:
            try:
                now = timezone.now()
                Worker.objects.update_or_create(name=name, defaults={"started_at": began, "beat_at": now})
            except Error:  # SQLite is being written by a job; the next beat will do
                connection.close()
            if self.stopping.wait(self.rhythm.beat):
                break
        connection.close()


def _taken() -> DBTaskResult[Any, Any] | None:
    """Take the next task off the queue for this process."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        found = ready.get_locked()
        if found is not None:
            found.claim(f"{socket.gethostname()}:{os.getpid()}"[:64])
    return found


def _do(taken: DBTaskResult[Any, Any]) -> None:
    try:
        taken.task.call(*taken.args_kwargs["args"], **taken.args_kwargs["kwargs"])
    except Exception as error:  # noqa: BLE001  # a task that fails must not end the worker
        LOG.error("task failed", extra={"error": type(error).__name__})
        taken.set_failed(error)
    else:
        taken.set_successful(None)
