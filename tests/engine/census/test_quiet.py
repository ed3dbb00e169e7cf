"""Nobody is reminded outside working hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.census.quiet import CLOSES, OPENS, next_open

moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-09-01T09:00", "2026-09-01T09:00"),
        ("2026-09-01T07:00", "2026-09-01T08:30"),
        ("2026-09-01T18:00", "2026-09-02T08:30"),
        ("2026-09-05T10:00", "2026-09-07T08:30"),  # a Saturday
        ("2026-10-01T10:00", "2026-10-08T08:30"),  # the National Day holiday
    ],
)
def test_the_next_working_time_follows_the_calendar(at: str, opens: str) -> None:
    said = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert next_open(said) == datetime.fromisoformat(opens).replace(tzinfo=UTC)


@given(moments)
def test_it_is_never_before_and_lies_within_hours(at: datetime) -> None:
    opens = next_open(at)
    assert opens >= at
    assert OPENS <= opens.time() < CLOSES
    assert next_open(opens) == opens


def test_beyond_the_calendar_the_weekday_decides() -> None:
    saturday = datetime.combine(date(2090, 1, 7), time(12), tzinfo=UTC)
    assert next_open(saturday) == datetime.combine(saturday.date() + timedelta(2), OPENS, tzinfo=UTC)
