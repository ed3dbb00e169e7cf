"""Jobs run in this process: what they leave in their row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from tests.web.base.jobs import works  # noqa: F401  # lets its works be started
from tests.web.conftest import AT

from jianfu.web.base import jobs
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import kinds, running
from jianfu.web.base.models import Job, User
from jianfu.web.base.permissions import Role

Start = Callable[..., Job]


@pytest.fixture
def start(actor: Callable[..., Actor]) -> Start:
    by = actor(Role.COORDINATOR, "X")

    def make(kind: str, **arguments: Any) -> Job:
        return jobs.start(kind=f"{kinds.WITHIN[-1]}{kind}", title=kind, arguments=arguments, by=by, at=AT)

    return make


def test_a_job_ends_with_its_result_log_and_files(start: Start) -> None:
    job = start("count", steps=3)
    assert job.state == Job.State.WAITING
    assert jobs.run_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.log) == ("done", {"counted": 3}, "0\n1\n2\n")
    assert (job.stage, job.done, job.total, job.attempts) == ("数数", 3, 3, 1)
    assert job.files == [{"name": "counted.txt", "bytes": 1}]
    with default_storage.open(f"jobs/{job.pk}/counted.txt") as kept:
        assert kept.read() == b"3"


def test_what_could_not_be_done_is_kept_as_a_sentence_and_its_transaction_undone(start: Start) -> None:
    job = start("save_then_fail")
    jobs.run_waiting()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.result == {"unable": {"zh": "这一行已被他人修改。", "en": "The row was changed by somebody else."}}
    assert not User.objects.filter(name="改了").exists()


def test_a_fault_of_ours_names_the_job_and_shows_nothing_of_the_data(start: Start) -> None:
    job = start("break_down")
    jobs.run_waiting()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert f"任务编号 {job.pk}" in job.result["unable"]["zh"]
    assert "138" not in str(job.result) + job.log


def test_a_job_asked_to_cancel_stops_at_its_next_word(start: Start) -> None:
    job = start("cancel_itself")
    jobs.run_waiting()
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert job.ended_at is not None


def test_a_job_is_claimed_once(start: Start) -> None:
    job = start("count", steps=1)
    assert running.claimed(job.pk) is not None
    assert running.claimed(job.pk) is None


def test_an_attempt_given_up_for_dead_cannot_mark_the_job_done(start: Start) -> None:
    job = start("count", steps=1)
    first = running.claimed(job.pk)
    assert first is not None
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, created_at=AT - timedelta(days=1))
    assert running.claimed(job.pk) is not None
    running._run(first, running.Terms(every=0))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == ("running", 2, {})
