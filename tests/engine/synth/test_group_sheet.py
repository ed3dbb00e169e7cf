"""The assets rows of groups say what is so, state 无, or stay empty."""

from typing import Any

import numpy as np
import pytest

from jianfu.engine.synth import group_sheet
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.group import BLANK, GIVEN, MERGED, NONE


@pytest.fixture(scope="module")
def rows(province: Any) -> list[dict[str, Any]]:
    cells = group_sheet.cells(province.groups, province.units, Draw(seed=1, province="32", stage="x"), messy=False)
    columns = {code: cell.typed().to_pylist() for code, cell in cells.items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


@pytest.mark.parametrize(
    ("column", "said"),
    [("approval_no", "approval"), ("filing_no", "filing"), ("matter_closed_on", "done"), ("expected_end_on", "end")],
)
def test_a_statement_is_given_stated_none_or_left_empty(province: Any, rows: Any, column: str, said: str) -> None:
    statement = getattr(province.groups, said)
    assert {rows[row][column] for row in np.flatnonzero(statement == NONE)} == {"none"}
    assert {rows[row][column] for row in np.flatnonzero(statement == BLANK)} == {None}
    assert not {rows[row][column] for row in np.flatnonzero(statement == GIVEN)} & {"none", None}


def test_a_merged_group_names_the_two_after_it(province: Any, rows: Any) -> None:
    for head in np.flatnonzero(province.groups.parts == MERGED):
        assert rows[head]["merged_from"] == f"{rows[head + 1]['asset_id']};{rows[head + 2]['asset_id']}"


def test_no_other_group_names_sources(province: Any, rows: Any) -> None:
    others = np.flatnonzero(province.groups.parts != MERGED)
    assert {rows[row]["merged_from"] for row in others} == {"none", None}


def test_removed_platforms_and_matters_are_empty(province: Any, rows: Any) -> None:
    made = province.groups
    assert {rows[row]["platform"] for row in np.flatnonzero(made.no_platform)} == {None}
    assert {rows[row]["matter"] for row in np.flatnonzero(made.no_matter)} == {None}
