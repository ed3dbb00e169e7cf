"""Jobs are put in the queue with the caller's transaction, and cancelled by those who may."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from tests.web.base.jobs import works  # noqa: F401  # lets its works be started
from tests.web.conftest import AT

from jianfu.web.base import jobs
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import kinds, starting
from jianfu.web.base.jobs.kinds import UnableToFindWork
from jianfu.web.base.models import AuditEntry, Job
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit


def _start(by: Actor) -> Job:
    return jobs.start(kind=f"{kinds.WITHIN[-1]}count", title="数" * 300, arguments={"steps": 1}, by=by, at=AT)


def test_a_job_and_its_place_in_the_queue_go_with_the_callers_transaction(actor: Callable[..., Actor]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        _start(actor(Role.CLERK, "XW"))
        raise RuntimeError
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert len(_start(actor(Role.CLERK, "XW")).title) == 200
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("kind", ["os.system", "tests.web.base.jobs.works.nothing"])
def test_only_work_of_ours_is_started(db: None, kind: str) -> None:
    with pytest.raises(UnableToFindWork):
        jobs.start(kind=kind, title="", arguments={}, by=Actor(None, ""), at=AT)


def test_a_waiting_job_is_cancelled_at_once_and_told_to_the_audit(actor: Callable[..., Actor]) -> None:
    by = actor(Role.CLERK, "XW")
    job = _start(by)
    starting.cancel(job=job, by=by, at=AT)
    assert jobs.run_waiting() == 0
    job.refresh_from_db()
    assert (job.state, job.ended_at) == ("cancelled", AT)
    assert AuditEntry.objects.get().action == "jobs.cancel"


def test_the_job_of_another_is_cancelled_by_an_administrator_only(actor: Callable[..., Actor]) -> None:
    job = _start(actor(Role.CLERK, "XW"))
    with pytest.raises(UnableToPermit):
        starting.cancel(job=job, by=actor(Role.COORDINATOR, "X"), at=AT)
    starting.cancel(job=job, by=actor(Role.ADMINISTRATOR, "P"), at=AT)
    job.refresh_from_db()
    assert job.state == "cancelled"
