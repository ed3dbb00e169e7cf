"""Deadlines: counted on the statutory calendar, explained day by day, unknown where nobody can know."""

from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.cases.clock import BEYOND, Certainty, deadline, is_working, months_after
from jianfu.engine.cases.period import Period, periods
from jianfu.engine.detection.working_day import LAST

TEN = periods()["completeness_review"]
DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 1))


def of(length: int, *, counted: str = "after", unit: str = "working_days") -> Period:
    return replace(TEN, value=length, counted=counted, unit=unit)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 16)),  # a Monday; two weekends
        (date(2026, 9, 24), date(2026, 10, 15)),  # 中秋, 国庆, and the made-up Saturday 10 October
    ],
)
def test_ten_working_days_are_counted_from_the_next_day_on(start: date, due: date) -> None:
    assert deadline(TEN, start).due == due


def test_each_skipped_day_says_why() -> None:
    found = {day.day: day.why.zh for day in deadline(TEN, date(2026, 9, 24)).skipped}
    assert found[date(2026, 10, 1)] == "国庆节"
    assert found[date(2026, 9, 25)] == "中秋"
    made_up = [day for day in deadline(TEN, date(2026, 9, 24)).days if day.why.zh == "调休上班"]
    assert [day.day for day in made_up] == [date(2026, 10, 10)]


def test_an_unset_number_gives_no_deadline() -> None:
    found = deadline(periods()["national_review"], date(2026, 3, 2))
    assert (found.due, found.certainty, found.days) == (None, Certainty.UNSET, ())


def test_a_count_that_leaves_the_calendar_is_unknown() -> None:
    found = deadline(TEN, LAST - timedelta(days=3))
    assert (found.due, found.certainty, found.days[-1].why) == (None, Certainty.UNKNOWN, BEYOND)


def test_a_fixed_date_stands_as_it_is() -> None:
    assert deadline(periods()["legacy_deadline"], date(2026, 1, 25)).due == date(2026, 7, 25)


@given(start=DAYS, length=st.integers(1, 60))
def test_exactly_the_working_days_are_counted(start: date, length: int) -> None:
    found = deadline(of(length), start)
    assert found.due is not None
    between = [start + timedelta(days=n) for n in range(1, (found.due - start).days + 1)]
    assert sum(chinese_calendar.is_workday(day) for day in between) == length
    assert chinese_calendar.is_workday(found.due)
    assert [day.day for day in found.days] == between


@given(start=DAYS, length=st.integers(1, 30))
def test_counting_back_from_a_working_deadline_leads_to_its_start(start: date, length: int) -> None:
    forward = deadline(of(length), start).due
    assert forward is not None
    back = deadline(of(length, counted="before"), forward).due
    assert back is not None
    assert back <= start
    assert is_working(back)
    passed = [back + timedelta(days=n) for n in range(1, (start - back).days + 1)]
    assert not any(is_working(day) for day in passed)


@given(start=DAYS, earlier=st.integers(0, 40), length=st.integers(1, 30))
def test_who_starts_earlier_is_never_due_later(start: date, earlier: int, length: int) -> None:
    first, second = deadline(of(length), start - timedelta(days=earlier)).due, deadline(of(length), start).due
    assert first is not None
    assert second is not None
    assert first <= second


@pytest.mark.parametrize(
    ("start", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: date, months: int, after: date) -> None:
    assert months_after(start, months) == after


def test_days_run_over_free_days() -> None:
    assert deadline(of(30, unit="days"), date(2026, 9, 1)).due == date(2026, 10, 1)
    assert deadline(of(2, unit="days", counted="before"), date(2026, 9, 1)).due == date(2026, 8, 30)
