"""Periodic work is done when it is due, by one process, and again after a fault or a death."""

import inspect
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as given
from django.utils.module_loading import import_string
from tests.web.base.jobs.test_rescue import PROCESS, until
from tests.web.conftest import AT
from tests.web.processes import Place

from jianfu.web.base.jobs import periodic
from jianfu.web.base.models import PeriodicWork

HOUR = timedelta(hours=1)
DONE: list[datetime] = []


def note(*, at: datetime) -> None:
    DONE.append(at)


def break_down(*, at: datetime) -> None:
    raise ValueError("张三 13800000000")


@pytest.fixture
def work(db: None, settings: Any) -> str:
    DONE.clear()
    settings.PERIODIC = {f"{__name__}.break_down": HOUR, f"{__name__}.note": HOUR}
    return f"{__name__}.note"


@pytest.mark.parametrize("name", given.PERIODIC)
def test_every_piece_in_the_list_is_there_and_takes_the_moment(name: str) -> None:
    assert inspect.signature(import_string(name)).bind(at=AT)


def test_a_piece_is_done_at_once_and_then_at_its_times(work: str) -> None:
    for minutes in (0, 1, 59, 60, 61, 150):
        periodic.do_due(at=AT + timedelta(minutes=minutes))
    assert [moment - AT for moment in DONE] == [timedelta(0), HOUR, timedelta(minutes=150)]


def test_a_piece_that_fails_keeps_no_other_from_being_done_and_is_tried_again(work: str) -> None:
    assert len(periodic.do_due(at=AT)) == 2
    failed = PeriodicWork.objects.get(pk=f"{__name__}.break_down")
    assert (failed.fault, failed.next_at) == ("ValueError", AT + HOUR)
    assert DONE == [AT]


def test_a_piece_whose_process_died_is_taken_up_after_its_lease(work: str) -> None:
    assert periodic._claimed(work, at=AT)
    assert work not in periodic.do_due(at=AT + periodic.LEASE - timedelta(seconds=1))
    assert work in periodic.do_due(at=AT + periodic.LEASE)


def test_of_many_processes_one_does_it(place: Place) -> None:
    for turn in (1, 2):
        moment = (AT + turn * HOUR).isoformat()
        processes = [place.start(PROCESS, "tick", moment, str(turn)) for _ in range(3)]
        until(lambda turn=turn: len(list(place.data.glob(f"here-{turn}-*"))) == 3, during=processes[0])  # type: ignore[misc]
        (place.data / f"go-{turn}").touch()
        assert [process.communicate(timeout=30)[1] for process in processes] == [""] * 3
        assert len((place.data / "ticks").read_text().splitlines()) == turn


def test_a_worker_does_what_is_due_while_a_job_runs(place: Place) -> None:
    place.run(PROCESS, "start", "linger", str(place.data))
    worker = place.start(PROCESS, "work")
    until((place.data / "runs").exists, during=worker)
    until((place.data / "ticks").exists, during=worker)
