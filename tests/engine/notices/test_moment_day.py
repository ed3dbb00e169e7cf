"""A word for a day means a day beside the sending day."""

from datetime import date

import pytest

from jianfu.engine.notices.calendar_working import WorkingCalendar
from jianfu.engine.notices.moment import words
from jianfu.engine.notices.moment_day import day_of, number

SENT = date(2026, 9, 21)


@pytest.mark.parametrize(
    ("text", "value"), [("28", 28), ("二十八", 28), ("十", 10), ("十五", 15), ("三十", 30), ("两", 2)]
)
def test_numbers_are_read_in_digits_and_in_chinese(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9月28日", date(2026, 9, 28)),
        ("1月5日", date(2027, 1, 5)),
        ("5月5日", date(2026, 5, 5)),
        ("2026年2月30日", None),
        ("明年1月5日", date(2027, 1, 5)),
        ("28日", date(2026, 9, 28)),
        ("3日", date(2026, 10, 3)),
        ("18日", date(2026, 9, 18)),
        ("月底", date(2026, 9, 30)),
        ("二季度末", date(2026, 6, 30)),
        ("本周末", None),
        ("周一", date(2026, 9, 21)),
        ("下下周一", date(2026, 10, 5)),
        ("次日", None),
    ],
)
def test_each_word_means_its_day(text: str, day: date | None, working: WorkingCalendar) -> None:
    (word,) = words(text)
    assert day_of(word, SENT, working) == day
