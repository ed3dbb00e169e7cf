"""Which day a word of time means, beside the day the notice was sent.

A year that is not written is the sending year, or the next one where the day would else lie more than half a year
back. A day already past stays past: what to make of it is for ``deadline`` to say. Null means: not known.
"""

import calendar as months
import re
from datetime import date, timedelta

from jianfu.engine.notices.calendar_festival import NAMES, next_festival
from jianfu.engine.notices.calendar_working import WorkingCalendar
from jianfu.engine.notices.moment import Word

DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
WEEKDAYS = (
    {char: number for number, char in enumerate("一二三四五六日")} | {"天": 6} | {str(n): n - 1 for n in range(1, 8)}
)
AHEAD = {"今": 0, "当": 0, "本": 0, "即": 0, "明": 1, "后": 2, "大": 3, "昨": -1, "前": -2}
NEXT_YEAR_AFTER_DAYS = 180
NEXT_MONTH_WITHIN_DAYS = 15
_NUMBERS = re.compile(r"\d+|[一二两三四五六七八九十]+")
_MONTHS_A_QUARTER = 3


def number(text: str) -> int:
    """Return the number written in digits or in Chinese, 1 to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(units, 0)


def day_of(word: Word, sent: date, calendar: WorkingCalendar) -> date | None:
    """Return the day the word means for a notice sent on *sent*; null where it means none for certain."""
    try:
        return _READERS[word.kind](word.text, sent, calendar)
    except (ValueError, OverflowError):  # no such day in that month
        return None


def _numbers(text: str) -> list[int]:
    return [number(found) for found in _NUMBERS.findall(text)]


def _month_end(year: int, month: int) -> date:
    return date(year, month, months.monthrange(year, month)[1])


def _near(sent: date, month: int, day: int | None) -> date:
    """Return that day of the sending year, or of the next one where it would lie more than half a year back."""
    found = date(sent.year, month, day) if day else _month_end(sent.year, month)
    if (sent - found).days > NEXT_YEAR_AFTER_DAYS:
        found = date(sent.year + 1, month, day) if day else _month_end(sent.year + 1, month)
    return found


def _date(text: str, sent: date, _calendar: WorkingCalendar) -> date | None:
    year_text, year, rest = text.rpartition("年")
    month, day = (*_numbers(rest), 0)[:2]
    if not year:
        return _near(sent, month, day)
    written = sent.year + ("明" in year_text) if not year_text.isdigit() else int(year_text)
    return date(written, month, day) if day else _month_end(written, month)


def _ymd(text: str, _sent: date, _calendar: WorkingCalendar) -> date:
    year, month, day = _numbers(text)
    return date(year, month, day)


def _dotted(text: str, sent: date, _calendar: WorkingCalendar) -> date:
    month, day = _numbers(text)
    return _near(sent, month, day)


def _month(text: str, sent: date, _calendar: WorkingCalendar) -> date:
    ahead = text.startswith(("下", "次"))
    year, month = (sent.year, sent.month + ahead) if sent.month + ahead <= 12 else (sent.year + 1, 1)
    given = _numbers(text)
    return date(year, month, given[0]) if given else _month_end(year, month)


def _end(text: str, sent: date, _calendar: WorkingCalendar) -> date:
    if "季" not in text:
        return date(sent.year, 12, 31)
    given = _numbers(text)
    quarter = given[0] if given else (sent.month + 2) // _MONTHS_A_QUARTER
    return _month_end(sent.year, quarter * _MONTHS_A_QUARTER)


def _festival(text: str, sent: date, calendar: WorkingCalendar) -> date | None:
    """Return the last working day before the festival's break."""
    name = next(name for name in NAMES if text.startswith(name))
    first = next_festival(name, sent)
    last = calendar.last_before(first) if first else None
    return last if last and last >= sent else None


def _week(text: str, sent: date, calendar: WorkingCalendar) -> date | None:
    weeks = text.count("下") - text.startswith("上")
    monday = sent - timedelta(days=sent.weekday()) + timedelta(weeks=weeks)
    if text[-1] in "内底":
        return calendar.last_of_week(monday)
    if text[-1] == "末":
        return None
    found = monday + timedelta(days=WEEKDAYS[text[-1]])
    bare = text[0] in "周星礼"
    return found + timedelta(weeks=1) if bare and found < sent else found


def _relative(text: str, sent: date, _calendar: WorkingCalendar) -> date | None:
    if text.startswith("今明"):
        return sent + timedelta(days=1)
    return sent + timedelta(days=AHEAD[text[0]]) if text[0] in AHEAD else None


def _day(text: str, sent: date, _calendar: WorkingCalendar) -> date | None:
    """Return that day of the month; past days mean the next month only where that is near."""
    day = number(text[:-1])
    found = sent.replace(day=day)
    if found >= sent:
        return found
    following = _month_end(sent.year, sent.month) + timedelta(days=1)
    later = following.replace(day=day)
    return later if (later - sent).days <= NEXT_MONTH_WITHIN_DAYS else found


_READERS = {
    "date": _date,
    "ymd": _ymd,
    "dotted": _dotted,
    "month": _month,
    "end": _end,
    "festival": _festival,
    "week": _week,
    "relative": _relative,
    "day": _day,
}
