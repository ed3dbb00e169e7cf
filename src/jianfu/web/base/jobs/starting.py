"""Put jobs in the queue, and ask for them to be cancelled."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs.kinds import work_of
from jianfu.web.base.jobs.running import run_job
from jianfu.web.base.models import Job
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit

TITLE_LENGTH = Job._meta.get_field("title").max_length


def start(*, kind: str, title: str, arguments: dict[str, Any], by: Actor, at: datetime, request_id: str = "") -> Job:
    """Put a job in the queue and return it. It is run once the caller's transaction stands, and not otherwise.

    The job and its place in the queue are rows of the caller's transaction: neither is there without the other.
    """
    work_of(kind)
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            title=str(title)[:TITLE_LENGTH],
            arguments=arguments,
            started_by_id=by.user_pk,
            request_id=request_id,
            created_at=at,
        )
        run_job.enqueue(job.pk)
    return job


def cancel(*, job: Job, by: Actor, at: datetime, request_id: str = "") -> None:
    """Cancel a job that waits; ask one that runs to stop at its next step. An ended one is left as it is.

    Raises UnableToPermit for the job of another, unless all jobs may be seen.
    """
    if job.started_by_id != by.user_pk and not by.may(Permission.JOBS_VIEW_ALL):
        raise UnableToPermit(
            zh="只有发起人或系统管理员可以取消这个任务。",
            en="Only the person who started this job or an administrator may cancel it.",
        )
    with transaction.atomic():
        waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
        changed = waiting.update(state=Job.State.CANCELLED, cancel_asked=True, ended_at=at)
        running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, cancel_asked=False)
        if changed or running.update(cancel_asked=True):
            deed = Deed("jobs.cancel", "job", str(job.pk), before={"cancel_asked": False}, after={"cancel_asked": True})
            audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
