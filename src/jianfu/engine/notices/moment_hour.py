"""Which hour words of time mean: part of the day, clock, and the ends of office hours.

A clock hour without a part of the day is read as offices mean it: one to six are afternoon hours; seven is not known;
eight to eleven are morning hours, or evening ones where the morning hour of that day has passed. Midnight at the end
of a day (24:00) and the evening as a whole say no more than the day: their hour is null.
"""

import re
from dataclasses import dataclass

from jianfu.engine.notices.moment import Word
from jianfu.engine.notices.moment_day import number

NOON = 12 * 60
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When offices work, in minutes from midnight."""

    morning_starts: int = 8 * 60 + 30
    morning_ends: int = 12 * 60
    afternoon_starts: int = 14 * 60
    afternoon_ends: int = 18 * 60


OFFICE_HOURS = OfficeHours()
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_SPOKEN = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})[点时](半|[一三]刻|\d{1,2}|[一二三四五十六七八九]{1,3})?")
_AFTERNOON = {"下午", "午后", "傍晚"}
_EVENING = {"晚上", "晚间", "夜间", "晚"}
_MORNING = {"早上", "早晨", "清晨", "上午", "早", "凌晨"}
_NOONTIDE = {"中午", "正午", "午间"}
_PAST = {"半": 30, "一刻": 15, "三刻": 45}
_OFFICE_AFTERNOON, _UNSURE, _LATE_MORNING = 6, 7, 11


def minute_of(hours: tuple[Word, ...], day_text: str, *, sent_minute: int | None, office: OfficeHours) -> int | None:
    """Return the minute of the day at which the moment ends; null where the words say no more than the day.

    *day_text* may carry a part of the day (今晚, 明早). *sent_minute* is the minute the notice was sent, where the
    moment lies on that day. A result of a whole day (24:00) is null as well.
    """
    part = next(
        (word.text for word in hours if word.kind == "part"), day_text[-1:] if day_text[-1:] in "早晚晨" else ""
    )
    part = "早" if part == "晨" else part
    clock = next((word.text for word in hours if word.kind == "clock"), "")
    shift = next((word.text for word in hours if word.kind == "shift"), "")
    if clock:
        return _clock(clock, part, sent_minute)
    return _shift(shift, part, office) if shift else _part(part, office)


def _shift(shift: str, part: str, office: OfficeHours) -> int | None:
    if shift == "上班":
        return office.afternoon_starts if part in _AFTERNOON else office.morning_starts
    return office.morning_ends if part in {*_MORNING, *_NOONTIDE} else office.afternoon_ends


def _part(part: str, office: OfficeHours) -> int | None:
    """Return when a part of the day ends, in office hours; early, late and unnamed parts say no hour."""
    if part in {"上午", *_NOONTIDE}:
        return office.morning_ends
    return office.afternoon_ends if part in _AFTERNOON else None


def _clock(clock: str, part: str, sent_minute: int | None) -> int | None:
    digital = _CLOCK.match(clock)
    if digital:
        hour, minute, leading_zero = int(digital[1]), int(digital[2]), digital[1].startswith("0")
        sent_minute = None
    else:
        spoken = _SPOKEN.match(clock)
        if spoken is None:
            return None
        hour, minute, leading_zero = number(spoken[1]), _minutes(spoken[2]), spoken[1].startswith("0")
    hour_of_day = _hour(hour, minute, "凌晨" if leading_zero and not part else part, sent_minute)
    found = DAY if hour_of_day is None else hour_of_day * 60 + minute
    return found if 0 < found < DAY else None


def _minutes(text: str | None) -> int:
    if not text:
        return 0
    return _PAST.get(text, 0) or number(text)


def _hour(hour: int, minute: int, part: str, sent_minute: int | None) -> int | None:
    """Return the hour of 24; null where it is not known, or where the day ends with it."""
    if part in _AFTERNOON or (part in _NOONTIDE and hour < 10):
        return hour + 12 if hour < 12 else hour
    if part in _EVENING:
        return None if hour == 12 else (hour + 12 if hour < 12 else hour)
    if part or hour > _LATE_MORNING:
        return hour
    if hour <= _OFFICE_AFTERNOON:
        return hour + 12 if hour else None
    if hour == _UNSURE:
        return None
    return hour + 12 if sent_minute is not None and hour * 60 + minute <= sent_minute else hour
