"""Progress as a running job tells it: kept in memory, written to the job's row in short writes of its own."""

import threading
import time
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.utils import timezone

from jianfu.web.base.jobs.progress import Cancelled
from jianfu.web.base.models import Job
from jianfu.web.base.unable import Unable

LOG_LINES = 2000
STAGE_LENGTH = Job._meta.get_field("stage").max_length or 0


class Interrupted(Unable):
    """The worker is being stopped, and the work may be run again: it goes back to the queue."""


class Superseded(Unable):
    """Another attempt at this job has begun; what this one did is not to stand."""


class Report:
    """One attempt's progress. ``every`` is the least time between two writes, in seconds.

    With ``beating`` a thread of its own writes, so that a long statement does not silence the job; without it (in
    tests, where all is one transaction) the calls themselves write.
    """

    def __init__(self, job: Job, *, every: float, stopping: threading.Event | None = None) -> None:
        self.job, self.every, self.stopping = job, every, stopping
        self.cancelled = self.superseded = False
        self._lines: list[str] = []
        self._wrote = 0.0
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def stage(self, name: str, *, total: int | None = None) -> None:
        """Begin a stage of so many steps."""
        self.job.stage, self.job.done, self.job.total = str(name)[:STAGE_LENGTH], 0, total
        self.job.stage_at = timezone.now()
        self._wrote = 0.0
        self._tell()

    def advance(self, steps: int = 1) -> None:
        """Say that so many steps more are done."""
        self.job.done += steps
        self._tell()

    def say(self, line: str) -> None:
        """Add a line to the log; past so many lines nothing is added any more, and the log says so."""
        if len(self._lines) < LOG_LINES:
            self._lines.append(str(line) if len(self._lines) < LOG_LINES - 1 else "…")
        self._tell()

    def add_file(self, name: str, content: bytes) -> None:
        """Keep a result file; one of the same name is replaced."""
        plain = PurePosixPath(name).name
        place = f"jobs/{self.job.pk}/{plain}"
        default_storage.delete(place)
        default_storage.save(place, ContentFile(content))
        others = [file for file in self.job.files if file["name"] != plain]
        self.job.files = [*others, {"name": plain, "bytes": len(content)}]

    def _tell(self) -> None:
        if self._thread is None and time.monotonic() - self._wrote >= self.every:
            self.write()
        if self.cancelled:
            raise Cancelled(zh="任务已按要求取消。", en="The job was cancelled as asked.")
        if self.superseded:
            raise Superseded(zh="这个任务已由另一个进程接手。", en="Another process has taken this job over.")
        if self.stopping is not None and self.stopping.is_set():
            raise Interrupted(zh="工作进程正在停止。", en="The worker is being stopped.")

    def values(self) -> dict[str, object]:
        """Return the columns of the job's row that tell how far it is."""
        job = self.job
        log = job.log + "".join(f"{line}\n" for line in self._lines)
        told = {"stage": job.stage, "stage_at": job.stage_at, "done": job.done, "total": job.total, "log": log}
        return {**told, "files": job.files, "beat_at": timezone.now()}

    def write(self) -> None:
        """Write how far the job is, and learn whether it was cancelled or taken over."""
        self._wrote = time.monotonic()
        mine = Job.objects.filter(pk=self.job.pk, attempts=self.job.attempts, state=Job.State.RUNNING)
        self.superseded = not mine.update(**self.values())
        self.cancelled = mine.filter(cancel_asked=True).exists()

    def begin_beating(self) -> None:
        """Write from a thread of its own from now on, until ``end_beating``."""
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._thread.start()

    def end_beating(self) -> None:
        """Stop writing."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _beat(self) -> None:
        while not self._ended.wait(self.every):
            try:
                self.write()
            except OperationalError:  # SQLite lets one write at a time; the work's own transaction goes first
                connection.close()
        connection.close()
