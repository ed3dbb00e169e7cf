"""Works for the tests of jobs; importing this lets them be started."""

import os
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from jianfu.web.base import jobs
from jianfu.web.base.jobs import kinds
from jianfu.web.base.models import User
from jianfu.web.base.unable import UnableToSave

kinds.WITHIN = (*kinds.WITHIN, "tests.web.base.jobs.works.")


def count(progress: jobs.Progress, *, steps: int) -> dict[str, Any]:
    """Count the steps, keep them in a file."""
    progress.stage("数数", total=steps)
    for step in range(steps):
        progress.say(f"{step}")
        progress.advance()
    progress.add_file("counted.txt", str(steps).encode())
    return {"counted": steps}


@jobs.kind(one_transaction=True)
def save_then_fail(progress: jobs.Progress) -> None:
    """Change a row, then find that it cannot be."""
    type(progress.job.started_by).objects.update(name="改了")
    raise UnableToSave(zh="这一行已被他人修改。", en="The row was changed by somebody else.")


def break_down(progress: jobs.Progress) -> None:
    """Fail with what must not be shown."""
    raise ValueError("张三 13800000000")


def cancel_itself(progress: jobs.Progress) -> None:
    """Be cancelled while running."""
    type(progress.job).objects.filter(pk=progress.job.pk).update(cancel_asked=True)
    progress.stage("不会到")


def _linger(progress: jobs.Progress, folder: str) -> dict[str, Any]:
    """Write down that a run began, and on the first run stay until killed."""
    file = Path(folder) / "runs"
    with file.open("a") as runs:
        runs.write(f"{os.getpid()}\n")
    while len(file.read_text().splitlines()) == 1 and not (Path(folder) / "go").exists():
        progress.advance(0)
        time.sleep(0.01)
    return {"runs": len(file.read_text().splitlines())}


def linger(progress: jobs.Progress, *, folder: str) -> dict[str, Any]:
    """Linger, promising nothing."""
    return _linger(progress, folder)


@jobs.kind(resumable=True)
def linger_resumable(progress: jobs.Progress, *, folder: str) -> dict[str, Any]:
    """Linger, and may be run again."""
    return _linger(progress, folder)


@jobs.kind(one_transaction=True)
def linger_whole(progress: jobs.Progress, *, folder: str) -> dict[str, Any]:
    """Write a person in the one transaction, then linger."""
    User.objects.create(username="only-one")
    return _linger(progress, folder)


def tick(*, at: datetime) -> None:
    """Write down that the periodic work was done."""
    with Path(settings.DATA, "ticks").open("a") as ticks:
        ticks.write(f"{at.isoformat()}\n")
