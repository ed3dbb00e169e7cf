"""How far a job is."""

from datetime import timedelta

from tests.web.conftest import AT

from jianfu.web.base.models import Job
from jianfu.web.base.queries.jobs import Pace, pace_of


def test_what_is_left_follows_from_the_pace_of_the_stage() -> None:
    job = Job(state="running", done=25, total=100, stage_at=AT, beat_at=AT + timedelta(seconds=10))
    assert pace_of(job) == Pace(25, timedelta(seconds=30))


def test_without_a_total_or_a_step_nothing_is_foretold() -> None:
    assert pace_of(Job(state="running", done=25)) == Pace(None, None)
    assert pace_of(Job(state="running", done=0, total=9, stage_at=AT, beat_at=AT)) == Pace(0, None)
