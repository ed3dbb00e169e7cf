"""Start work that takes longer than a page may, and speak of its progress.

A job's ``kind`` is the dotted path of a function ``work(progress, **arguments) -> dict`` under ``jianfu.web``.
"""

from datetime import datetime
from typing import Any, Protocol

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Job


class Progress(Protocol):
    """What a job's work may say of itself. Every call raises Cancelled once somebody asked to cancel."""

    job: Job

    def stage(self, name: str, *, total: int | None = None) -> None:
        """Begin a stage of so many steps."""

    def advance(self, steps: int = 1) -> None:
        """Say that so many steps more are done."""

    def say(self, line: str) -> None:
        """Add a line to the log."""

    def add_file(self, name: str, content: bytes) -> None:
        """Keep a result file under that name."""


def start(*, kind: str, title: str, arguments: dict[str, Any], by: Actor, at: datetime, request_id: str = "") -> Job:
    """Put a job in the queue, once the caller's transaction stands, and return it."""
    raise NotImplementedError
