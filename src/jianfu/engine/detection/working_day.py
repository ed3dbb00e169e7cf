"""The working calendar: statutory holidays and make-up days of the State Council's yearly notices.

*Source:* General Office of the State Council, yearly holiday notices, as carried by the package chinesecalendar.
A day its tables do not reach is neither working nor free: null, so that what rests on it is unknown.
"""

from datetime import date, timedelta

import chinese_calendar
import pyarrow as pa

FIRST = date(2004, 1, 1)
LAST = date(max(day.year for day in chinese_calendar.holidays), 12, 31)

SCHEMA = pa.schema([("day", pa.date32()), ("working", pa.bool_()), ("working_index", pa.int64())])


def calendar() -> pa.Table:
    """Return one row a day: ``day``, ``working``, and ``working_index``, the working days from the first on.

    Two days whose index differs by one are a working day apart; a free day carries the index of the working day
    before it.
    """
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    working = [bool(chinese_calendar.is_workday(day)) for day in days]
    index, indices = 0, []
    for works in working:
        index += works
        indices.append(index)
    return pa.table({"day": days, "working": working, "working_index": indices}, schema=SCHEMA)
