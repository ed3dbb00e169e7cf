"""Deadlines on the statutory working calendar, each with how it was computed.

The day a period starts on is not counted; counting begins with the next day *[G]*. A day beyond the calendar's tables
is neither working nor free, so a deadline that would rest on one is unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import chinese_calendar
from chinese_calendar.constants import Holiday

from jianfu.engine.cases.period import Period
from jianfu.engine.detection.rule import Text
from jianfu.engine.detection.working_day import FIRST, LAST, calendar

WEEKEND = Text("周末", "weekend")
WORKING = Text("工作日", "working day")
MADE_UP = Text("调休上班", "made-up working day")
BEYOND = Text("超出已公布的节假日安排", "beyond the holiday notices published so far")
SATURDAY = 5


class Certainty(StrEnum):
    """Whether a deadline is known, and if not, why."""

    KNOWN = "known"
    UNSET = "unset"  # no number was published
    UNKNOWN = "unknown"  # the calendar does not reach so far


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count. ``number`` is which working day it is, None where it is not counted; ``why`` says why."""

    day: date
    number: int | None
    why: Text


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a period and the days it was counted over. ``due`` is None unless the certainty is known."""

    period: Period
    start: date
    due: date | None
    certainty: Certainty
    days: tuple[CountedDay, ...] = ()

    @property
    def skipped(self) -> tuple[CountedDay, ...]:
        """Return the days that were not counted."""
        return tuple(day for day in self.days if day.number is None)


@cache
def _working() -> dict[date, bool]:
    table = calendar()
    return dict(zip(table["day"].to_pylist(), table["working"].to_pylist(), strict=True))


def is_working(day: date) -> bool | None:
    """Tell whether a day is a working day; None beyond the calendar's tables."""
    return _working().get(day)


def why(day: date) -> Text:
    """Return what makes a day working or free: weekend, the holiday's name, a made-up working day."""
    if not FIRST <= day <= LAST:
        return BEYOND
    free, holiday = chinese_calendar.get_holiday_detail(day)
    if free:
        return Text(Holiday(holiday).chinese, holiday) if holiday else WEEKEND
    return MADE_UP if day.weekday() >= SATURDAY else WORKING


def deadline(period: Period, start: date) -> Deadline:
    """Return when a period that starts on that day ends; for one counted before, the last day to act."""
    if not period.is_set:
        return Deadline(period, start, None, Certainty.UNSET)
    if isinstance(period.value, date):
        return Deadline(period, start, period.value, Certainty.KNOWN)
    length = period.value or 0
    if period.unit == "working_days":
        return _counted(period, start, length, -1 if period.counted == "before" else 1)
    sign = -1 if period.counted == "before" else 1
    due = start + timedelta(days=sign * length) if period.unit == "days" else months_after(start, sign * length)
    return Deadline(period, start, due, Certainty.KNOWN)


def months_after(start: date, months: int) -> date:
    """Return the same day some months on; the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), after - timedelta(days=1))


def _counted(period: Period, start: date, length: int, sign: int) -> Deadline:
    days: list[CountedDay] = []
    if length == 0:
        return Deadline(period, start, start, Certainty.KNOWN)
    for day in _walk(start, sign):
        working = is_working(day)
        if working is None:
            return Deadline(period, start, None, Certainty.UNKNOWN, (*days, CountedDay(day, None, BEYOND)))
        reached = sum(counted.number is not None for counted in days)
        days.append(CountedDay(day, reached + 1 if working else None, why(day)))
        if working and reached + 1 == length:
            return Deadline(period, start, day, Certainty.KNOWN, tuple(days))
    raise AssertionError("the walk ends only by returning")


def _walk(start: date, sign: int) -> Iterator[date]:
    day = start
    while True:
        day += timedelta(days=sign)
        yield day
