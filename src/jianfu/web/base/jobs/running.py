"""Run jobs: each is claimed once, worked, and ended in its row.

Invariant: an attempt is claimed by raising ``attempts`` from what was seen, and every later write of that attempt
names it. Of two processes that want one job, one gets it; a run that was given up for dead cannot mark it done.
"""

import logging
import threading
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from jianfu.web.base.jobs import alive
from jianfu.web.base.jobs.kinds import work_of
from jianfu.web.base.jobs.progress import Cancelled
from jianfu.web.base.jobs.reporting import Interrupted, Report, Superseded
from jianfu.web.base.models import Job
from jianfu.web.base.unable import Unable

LOG = logging.getLogger("jianfu.jobs")
State = Job.State


@dataclass(frozen=True, slots=True)
class Terms:
    """How a process runs jobs: seconds between heartbeats, whether a thread beats, and what says it should stop."""

    every: float = 0.5
    beating: bool = False
    stopping: threading.Event | None = None


TERMS: ContextVar[Terms] = ContextVar("terms", default=Terms())  # noqa: B039  # frozen


@task()
def run_job(pk: int) -> None:
    """Run one job, unless another process has it or it has ended."""
    with alive.held(f"job-{pk}") as free:
        job = claimed(pk) if free else None
        if job is not None:
            _run(job, TERMS.get())


def run_waiting() -> int:
    """Run every waiting job in this thread, and return how many there were. For tests and small installations."""
    ran = 0
    while (
        pk := Job.objects.filter(state=State.WAITING).order_by("pk").values_list("pk", flat=True).first()
    ) is not None:
        run_job.call(pk)
        ran += 1
    return ran


def claimed(pk: int) -> Job | None:
    """Claim a waiting job for this process and return it; None where it does not wait any more."""
    job = Job.objects.filter(pk=pk, state=State.WAITING).first()
    if job is None:
        return None
    now = timezone.now()
    seen = Job.objects.filter(pk=pk, state=State.WAITING, attempts=job.attempts)
    if not seen.update(state=State.RUNNING, attempts=job.attempts + 1, started_at=now, beat_at=now, stage_at=now):
        return None
    return Job.objects.select_related("started_by").get(pk=pk)


def _run(job: Job, terms: Terms) -> None:
    report = Report(job, every=terms.every)
    try:
        work = work_of(job.kind)
        if getattr(work, "resumable", False):
            report.stopping = terms.stopping
        if terms.beating:
            report.begin_beating()
        _work(work, report)
    except Superseded:
        LOG.warning("job superseded", extra={"job": job.pk})
    except Interrupted:
        with transaction.atomic():
            _end(report, State.WAITING)
            run_job.enqueue(job.pk)
    except Cancelled:
        _end(report, State.CANCELLED)
    except Unable as error:
        _fail(report, zh=error.zh, en=error.en)
    except Exception as error:  # noqa: BLE001  # whatever a work raises, its job must end with a sentence
        _fail_by_fault(report, error)
    finally:
        report.end_beating()


def _work(work: Callable[..., Any], report: Report) -> None:
    with transaction.atomic() if getattr(work, "one_transaction", False) else nullcontext():
        result = work(report, **report.job.arguments)
        if not _end(report, State.DONE, result=result or {}):
            raise Superseded(zh="这个任务已由另一个进程接手。", en="Another process has taken this job over.")


def _end(report: Report, state: str, **values: Any) -> bool:
    """Write how the attempt ended; False where it is not this process's to end."""
    job = report.job
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=State.RUNNING)
    ended_at = None if state == State.WAITING else timezone.now()
    return bool(mine.update(**report.values(), state=state, ended_at=ended_at, **values))


def _fail(report: Report, *, zh: str, en: str) -> None:
    _end(report, State.FAILED, result={"unable": {"zh": zh, "en": en}})


def _fail_by_fault(report: Report, error: Exception) -> None:
    # Where it happened, never what was in the data: the message of an error may carry names.
    where = [
        f"{frame.name} {frame.filename.rpartition('/')[2]}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    LOG.error("job failed", extra={"job": report.job.pk, "error": type(error).__name__, "where": where[-6:]})
    _fail(
        report,
        zh=f"程序自身出错（{type(error).__name__}），不是数据的问题。请把任务编号 {report.job.pk} 告诉系统管理员。",
        en=f"Jianfu itself failed ({type(error).__name__}), not your data. "
        f"Give the number of this job, {report.job.pk}, to the administrator.",
    )
