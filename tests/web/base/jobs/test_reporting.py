"""Progress of a running job."""

import threading
from collections.abc import Callable

import pytest
from tests.web.conftest import AT

from jianfu.web.base.jobs.reporting import LOG_LINES, Interrupted, Report
from jianfu.web.base.models import Job


@pytest.fixture
def running(db: None) -> Job:
    return Job.objects.create(kind="", title="", state=Job.State.RUNNING, attempts=1, created_at=AT, beat_at=AT)


def test_steps_are_written_seldom_and_a_new_stage_at_once(
    running: Job, django_assert_num_queries: Callable[..., object]
) -> None:
    report = Report(running, every=1000)
    report.stage("读取", total=10_000)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        for _ in range(1000):
            report.advance()
    assert Job.objects.get().done == 0
    report.stage("写入")
    assert (Job.objects.get().stage, Job.objects.get().done) == ("写入", 0)


def test_a_log_ends_where_it_is_full(running: Job) -> None:
    report = Report(running, every=1000)
    for number in range(LOG_LINES + 5):
        report.say(str(number))
    lines = str(report.values()["log"]).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (LOG_LINES, "0", "…")


def test_a_stopping_worker_interrupts_at_the_next_word(running: Job) -> None:
    stopping = threading.Event()
    report = Report(running, every=0, stopping=stopping)
    report.advance()
    stopping.set()
    with pytest.raises(Interrupted):
        report.advance()


def test_a_file_of_the_same_name_is_replaced_and_none_leaves_its_folder(running: Job) -> None:
    report = Report(running, every=0)
    report.add_file("../../a.txt", b"1")
    report.add_file("a.txt", b"22")
    assert running.files == [{"name": "a.txt", "bytes": 2}]
