"""When people may be reminded: on working days from half past eight to six, and at no other time.

*Source:* domain.md (m), grp.quiet_hours: outside the unit's working hours; the hours are a default of ours.
"""

from datetime import date, datetime, time, timedelta

import chinese_calendar

OPENS, CLOSES = time(8, 30), time(18, 0)


def _works(day: date) -> bool:
    """Tell whether a day is a working day; by the weekday alone where the calendar does not reach."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def next_open(at: datetime) -> datetime:
    """Return the moment itself where it lies in working hours, else the next time they begin, in the same zone."""
    if _works(at.date()) and OPENS <= at.timetz().replace(tzinfo=None) < CLOSES:
        return at
    day = at.date() if at.timetz().replace(tzinfo=None) < OPENS else at.date() + timedelta(days=1)
    while not _works(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, tzinfo=at.tzinfo)
