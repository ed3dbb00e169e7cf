"""Days and moments as departments write them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.tables.cells import day

Answer = Callable[[str, str | None], object]
DAY, MOMENT = day.day("x"), day.moment("x")


@pytest.mark.parametrize(
    "written",
    [
        "2021-09-03",
        "2021/9/3",
        "2021.9.3",
        "2021-9-3",
        "2021.09.03",
        "2021年9月3日",
        "2021年09月03日",
        "2021 年 9 月 3 日",
        "2021年9月3号",
        "2021—9—3",
        "20210903",
        "２０２１．９．３",
        " 2021-09-03 ",
        "\u30002021-9-3",
        "'2021-9-3",
        "2021-09-03 08:30:00",
        "2021-09-03T08:30:00",
        "2021-09-03 00:00:00.000",
        "2021年9月3日 8:30",
        "2021年9月3日8时30分",
        "2021/9/3 上午8:00",
        "2021-9-3（周五）",
        "2021-9-3 星期五",
        "44442",
        "44442.0",
        "44442.354166667",
    ],
)
def test_a_day_is_read_however_it_is_written(answer: Answer, written: str) -> None:
    assert answer(DAY, written) == date(2021, 9, 3)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "无",
        "2021年9月",
        "2021-09",
        "2021",
        "3/9/2021",
        "3.9.2021",
        "2021-02-30",
        "2021年13月1日",
        "infinity",
        "epoch",
        "today",
        "2021-09-03 (BC)",
        "去年九月",
        "12345",
        "99999",
        "2021-9-3至2021-9-5",
        "约2021-9-3",
    ],
)
def test_what_names_no_single_day_is_not_read(answer: Answer, written: str) -> None:
    assert answer(DAY, written) is None


def test_no_cell_is_no_day(answer: Answer) -> None:
    assert answer(DAY, None) is None
    assert answer(MOMENT, None) is None


@pytest.mark.parametrize(
    ("written", "hour", "minute", "second"),
    [
        ("2021-09-03 08:30", 8, 30, 0),
        ("2021-09-03 08:30:15", 8, 30, 15),
        ("2021-09-03 08:30:15.123", 8, 30, 15),
        ("2021-09-03T08:30:00+08:00", 8, 30, 0),
        ("2021-09-03T00:30:00Z", 8, 30, 0),
        ("2021/9/3 8:30", 8, 30, 0),
        ("2021.9.3 8：30", 8, 30, 0),
        ("2021年9月3日 8时30分", 8, 30, 0),
        ("2021年9月3日8时", 8, 0, 0),
        ("2021年9月3日 8点半", 8, 30, 0),
        ("2021年9月3日上午8:30", 8, 30, 0),
        ("2021-9-3 下午3:05", 15, 5, 0),
        ("2021-9-3 下午15:05", 15, 5, 0),
        ("2021-9-3 晚上8点", 20, 0, 0),
        ("2021-9-3 中午12:10", 12, 10, 0),
        ("2021-9-3 中午1:10", 13, 10, 0),
        ("2021-9-3 凌晨12:10", 0, 10, 0),
        ("2021-9-3 8:30 PM", 20, 30, 0),
        ("20210903083015", 8, 30, 15),
        ("202109030830", 8, 30, 0),
        ("44442.354166667", 8, 30, 0),
        ("2021-09-03", 0, 0, 0),
        ("2021年9月3日", 0, 0, 0),
        ("44442", 0, 0, 0),
    ],
)
def test_a_moment_is_read_however_it_is_written(
    answer: Answer, written: str, hour: int, minute: int, second: int
) -> None:
    assert answer(MOMENT, written) == datetime(2021, 9, 3, hour, minute, second)


@pytest.mark.parametrize(
    "written", ["2021-9-3 25:00", "2021-9-3 8:61", "2021-9-3 尽快", "9月3日8时", "8:30", "无", "下班前"]
)
def test_what_names_no_single_moment_is_not_read(answer: Answer, written: str) -> None:
    assert answer(MOMENT, written) is None


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["{0}-{1}-{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日"])
)
def test_every_day_of_the_century_survives_each_way_of_writing(answer: Answer, known: date, form: str) -> None:
    assert answer(DAY, form.format(known.year, known.month, known.day)) == known


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_is_the_day_a_spreadsheet_shows_for_it(answer: Answer, known: date) -> None:
    assert answer(DAY, str((known - date(1899, 12, 30)).days)) == known


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_every_moment_survives_iso_and_chinese_writing(answer: Answer, known: datetime) -> None:
    known = known.replace(microsecond=0)
    assert answer(MOMENT, known.isoformat(sep=" ")) == known
    written = f"{known.year}年{known.month}月{known.day}日{known.hour}时{known.minute}分"
    assert answer(MOMENT, written) == known - timedelta(seconds=known.second)
