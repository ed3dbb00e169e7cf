"""What is asked of jobs."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Job
from jianfu.web.base.permissions import Permission

ENDED = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)


def seen_by(actor: Actor) -> QuerySet[Job]:
    """Return the jobs the actor may see: their own, or all of them."""
    jobs = Job.objects.select_related("started_by")
    if actor.may(Permission.JOBS_VIEW_ALL):
        return jobs
    return jobs.filter(started_by=actor.user_pk) if actor.is_signed_in else jobs.none()


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a job's stage is, and how long it will take at the pace so far; None where that is unknown."""

    percent: int | None
    left: timedelta | None


def pace_of(job: Job) -> Pace:
    """Return how far the job's stage is as of its last word."""
    if not job.total:
        return Pace(None, None)
    share = min(job.done / job.total, 1.0)
    took = job.beat_at - job.stage_at if job.beat_at and job.stage_at else None
    left = took * (1 / share - 1) if took and share and job.state == Job.State.RUNNING else None
    return Pace(int(share * 100), timedelta(seconds=round(left.total_seconds())) if left is not None else None)
