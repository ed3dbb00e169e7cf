"""The working calendar as notices count on it: which days are worked, and the n-th working day from one.

Built from the table ``calendar`` of the backend. A day the table does not reach is neither working nor free: what rests
on it is not known.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

ONE_DAY = timedelta(days=1)
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days from *first* on: *works* says of each whether it is worked (1) or free (0); *index* counts the worked."""

    first: date
    works: bytes
    index: tuple[int, ...]

    def is_working(self, day: date) -> bool | None:
        """Tell whether the day is worked; null beyond the calendar."""
        at = (day - self.first).days
        return bool(self.works[at]) if 0 <= at < len(self.works) else None

    def after(self, day: date, days: int) -> date | None:
        """Return the working day that comes *days* working days after *day*; null beyond the calendar."""
        at = (day - self.first).days
        if not 0 <= at < len(self.index):
            return None
        found = bisect_left(self.index, self.index[at] + days)
        return self.first + timedelta(days=found) if found < len(self.index) else None

    def last_before(self, day: date) -> date | None:
        """Return the last working day before *day*; null where the calendar does not reach it."""
        day -= ONE_DAY
        while self.is_working(day) is False:
            day -= ONE_DAY
        return day if self.is_working(day) else None

    def last_of_week(self, day: date) -> date | None:
        """Return the last working day of the week (Monday to Sunday) *day* lies in; null if it has none."""
        monday = day - timedelta(days=day.weekday())
        last = self.last_before(monday + timedelta(days=DAYS_A_WEEK))
        return last if last is not None and last >= monday else None


def working_calendar(table: pa.Table) -> WorkingCalendar:
    """Return the calendar of a table with ``day`` and ``working``, one row a day without gaps."""
    days, working = table.column("day").to_pylist(), table.column("working").to_pylist()
    rows = sorted(zip(days, working, strict=True))
    index, worked = [], 0
    for _, works in rows:
        worked += bool(works)
        index.append(worked)
    first = rows[0][0] if rows else date.min
    return WorkingCalendar(first, bytes(bool(works) for _, works in rows), tuple(index))
