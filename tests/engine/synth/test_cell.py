"""Cells: typed for Parquet, written as departments write them for CSV."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from jianfu.engine.synth.cell import (
    EPOCH,
    MISSING,
    STATED_NONE,
    Amounts,
    Counts,
    Days,
    Flags,
    Moments,
    Texts,
    Words,
    blanked,
    joined,
    stated_none,
    taken,
)

DAY = (date(2026, 9, 3) - EPOCH).days


@pytest.mark.parametrize(
    ("style", "written"), [(0, "2026-09-03"), (1, "2026.9.3"), (2, "2026年9月3日"), (3, "2026/9/3")]
)
def test_a_date_is_written_in_each_common_way(style: int, written: str) -> None:
    cells = Days(np.array([DAY, MISSING]))
    assert cells.shown(np.array([style, style])).to_pylist() == [written, None]


def test_a_date_that_is_stated_to_be_none_is_no_empty_cell() -> None:
    cells = Days(np.array([DAY, MISSING, STATED_NONE]), may_be_none=True)
    assert cells.typed().to_pylist() == ["2026-09-03", None, "none"]
    assert cells.shown(None).to_pylist() == ["2026-09-03", None, "无"]


def test_a_plain_date_column_is_typed_as_dates() -> None:
    typed = Days(np.array([DAY, MISSING])).typed()
    assert typed.type == pa.date32()
    assert typed.to_pylist() == [date(2026, 9, 3), None]


def test_a_moment_is_written_to_the_minute() -> None:
    cells = Moments(np.array([DAY * 1440 + 605, MISSING, STATED_NONE]), may_be_none=True)
    assert cells.shown(None).to_pylist() == ["2026-09-03 10:05", None, "无"]
    assert cells.typed().to_pylist() == ["2026-09-03 10:05", None, "none"]


def test_a_moment_that_is_always_given_is_typed_as_one() -> None:
    typed = Moments(np.array([DAY * 1440 + 605])).typed()
    assert typed.to_pylist()[0].isoformat() == "2026-09-03T10:05:00"


def test_words_are_written_in_any_of_their_spellings() -> None:
    cells = Words(np.array([0, 1, MISSING, STATED_NONE]), ("a", "b"), (("甲", "甲等"), ("乙",)))
    assert cells.typed().to_pylist() == ["a", "b", None, "none"]
    assert cells.shown(np.array([1, 1, 1, 1])).to_pylist() == ["甲等", "乙", None, "无"]


@pytest.mark.parametrize(
    ("value", "style", "written"), [(12_000, 1, "1.2万"), (12_000, 0, "12000"), (12_345, 1, "12345")]
)
def test_only_a_round_figure_is_written_in_ten_thousands(value: int, style: int, written: str) -> None:
    assert Counts(np.array([value])).shown(np.array([style])).to_pylist() == [written]


def test_missing_figures_and_flags_are_empty_cells() -> None:
    assert Counts(np.array([MISSING, 3])).typed().to_pylist() == [None, 3]
    assert Amounts(np.array([np.nan, 1.5])).shown(None).to_pylist() == [None, "1.5"]
    assert Flags(np.array([1, 0, MISSING])).typed().to_pylist() == [True, False, None]
    assert Flags(np.array([1, 0, MISSING])).shown(None).to_pylist() == ["是", "否", None]


def test_text_says_none_in_chinese() -> None:
    assert Texts(pa.array(["none", "x", None])).shown(None).to_pylist() == ["无", "x", None]


def test_pieces_are_taken_joined_and_blanked_cell_by_cell() -> None:
    words = taken(("甲", "乙"), np.array([1, MISSING, 0]))
    assert joined(words, "局").to_pylist() == ["乙局", None, "甲局"]
    mask = np.array([True, False, False])
    assert blanked(words, mask).to_pylist() == [None, None, "甲"]
    assert stated_none(words, mask).to_pylist() == ["none", None, "甲"]
