"""When the public festivals begin, for deadlines such as 国庆节前.

*Source:* General Office of the State Council, yearly holiday notices, as carried by the package chinesecalendar.
"""

from datetime import date
from functools import cache

import chinese_calendar

NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "年前": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "五一": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
    "十一": "National Day",
}
FARTHEST_DAYS = 200
"""A festival farther off than this is not the one a notice means."""


@cache
def _first_days(name: str) -> tuple[date, ...]:
    """Return the first free day of that festival in each year, in order."""
    firsts: dict[int, date] = {}
    for day, holiday in sorted(chinese_calendar.holidays.items()):
        if holiday == NAMES[name]:
            # New Year's break may begin in December: the year of its end tells it apart.
            firsts.setdefault(day.year + (name == "元旦" and day.month == 12), day)
    return tuple(firsts.values())


def next_festival(name: str, day: date) -> date | None:
    """Return the first free day of the next festival of that name after *day*; null where none is known to be near."""
    ahead = [first for first in _first_days(name) if first > day]
    return ahead[0] if ahead and (ahead[0] - day).days <= FARTHEST_DAYS else None
