"""The working calendar knows holidays, make-up days and its own end."""

import itertools
from datetime import date

import pytest

from jianfu.engine.detection.working_day import LAST, calendar

DAYS = {row["day"]: row for row in calendar().to_pylist()}


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2021, 9, 23), True),
        (date(2021, 9, 21), False),
        (date(2021, 9, 18), True),
        (date(2021, 10, 1), False),
        (date(2026, 8, 8), False),
    ],
    ids=["Thursday", "Mid-Autumn", "make-up Saturday", "National Day", "Saturday"],
)
def test_a_day_works_as_the_state_council_notice_says(day: date, working: bool) -> None:
    assert DAYS[day]["working"] is working


def test_the_index_grows_by_one_with_every_working_day_and_by_none_with_a_free_one() -> None:
    rows = list(DAYS.values())
    steps = [
        (after["working_index"] - before["working_index"], after["working"])
        for before, after in itertools.pairwise(rows)
    ]
    assert all(step == int(working) for step, working in steps)


def test_the_calendar_ends_where_the_notices_end() -> None:
    assert max(DAYS) == LAST
