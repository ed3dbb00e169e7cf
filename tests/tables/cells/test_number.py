"""Counts, amounts and shares as departments write them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.tables.cells import number

Answer = Callable[[str, str | None], object]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("12.0", 12),
        ("0", 0),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("1 234", 1234),
        ("１２", 12),
        ("'12", 12),
        ("1.2万", 12000),
        ("1.23万人", 12300),
        ("3亿", 300000000),
        ("5千", 5000),
        ("2w", 20000),
        ("120人", 120),
        ("120 人次", 120),
        ("30条", 30),
        ("12个", 12),
        ("8户", 8),
        ("1e3", 1000),
        ("-3", -3),
        ("+3", 3),
    ],
)
def test_a_count_is_read_however_it_is_written(answer: Answer, written: str, meant: int) -> None:
    assert answer(number.count("x"), written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12.5",
        "1.23456万",
        "约100",
        "100余",
        "100多",
        "12,34",
        "nan",
        "inf",
        "十二",
        "1-2",
        "12/3",
        "99999999999999999999",
        "万",
        "人",
    ],
)
def test_what_is_no_whole_number_is_not_read_as_a_count(answer: Answer, written: str) -> None:
    assert answer(number.count("x"), written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("12.5", 12.5), ("0.5条", 0.5), ("1,234.5", 1234.5), ("12条/日", 12.0), (".5", 0.5), ("1.25万", 12500)],
)
def test_an_amount_may_have_a_fraction(answer: Answer, written: str, meant: float) -> None:
    assert answer(number.amount("x"), written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0.85", 0.85), ("85%", 0.85), ("８５％", 0.85), ("85.5 %", 0.855), ("1", 1.0), ("0", 0.0), ("85", 85.0)],
)
def test_a_percentage_is_a_share(answer: Answer, written: str, meant: float) -> None:
    assert answer(number.ratio("x"), written) == meant


@pytest.mark.parametrize("written", ["", "八成五", "85%%", "约85%", "nan"])
def test_what_is_no_share_is_not_read(answer: Answer, written: str) -> None:
    assert answer(number.ratio("x"), written) is None


def test_no_cell_is_no_number(answer: Answer) -> None:
    assert [answer(read("x"), None) for read in (number.count, number.amount, number.ratio)] == [None, None, None]


@given(st.integers(0, 10**14))
def test_every_count_survives_plain_and_separated_writing(answer: Answer, known: int) -> None:
    assert answer(number.count("x"), str(known)) == known
    assert answer(number.count("x"), f"{known:,}") == known


@given(st.integers(0, 10**9))
def test_a_figure_in_wan_with_four_places_is_whole(answer: Answer, known: int) -> None:
    assert answer(number.count("x"), f"{known // 10000}.{known % 10000:04d}万") == known
