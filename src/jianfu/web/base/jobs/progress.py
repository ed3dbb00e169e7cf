"""What a job's work may say of itself."""

from typing import Protocol

from jianfu.web.base.models import Job
from jianfu.web.base.unable import Unable


class Cancelled(Unable):
    """Somebody asked to cancel; raised inside the work at its next word of progress."""


class Steps(Protocol):
    """What work may say of how far it is, whether it runs as a job or while a page waits."""

    def stage(self, name: str, *, total: int | None = None) -> None:
        """Begin a stage of so many steps."""

    def advance(self, steps: int = 1) -> None:
        """Say that so many steps more are done."""


class Silent:
    """Steps that nobody watches."""

    def stage(self, name: str, *, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""


class Progress(Steps, Protocol):
    """Given to the work as its first argument. Every call but ``add_file`` raises Cancelled once that was asked."""

    job: Job

    def say(self, line: str) -> None:
        """Add a line to the log."""

    def add_file(self, name: str, content: bytes) -> None:
        """Keep a result file under that name."""
