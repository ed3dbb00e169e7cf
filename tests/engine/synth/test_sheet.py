"""Sheets: every column of the contract, in its order, typed or shown."""

import numpy as np
import pyarrow as pa
import pytest

from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.engine.synth.cell import Flags, Texts
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.sheet import Sheet, shown_schema, typed_schema


def _sheet(rows: int = 1) -> Sheet:
    return Sheet("functions", {"asset_id": Texts(pa.array(["A"] * rows)), "statutory": Flags(np.ones(rows, np.int64))})


@pytest.mark.parametrize("table", [table.code for table in TABLES])
def test_every_table_has_all_its_columns_in_order(table: str) -> None:
    assert typed_schema(table).names == list(BY_CODE[table].codes)
    assert shown_schema(table).names == [column.zh for column in BY_CODE[table].columns]


def test_columns_left_out_are_empty() -> None:
    assert _sheet().typed().to_pylist()[0]["monthly_uses"] is None
    assert _sheet().shown(None).to_pylist()[0] == {
        "编号": "A",
        "功能代码": None,
        "功能名称": None,
        "行政区划代码": None,
        "月使用次数": None,
        "法定": "是",
    }


def test_only_a_few_cells_of_a_messy_sheet_are_written_another_way() -> None:
    shown = _sheet(2000).shown(Draw(seed=1, province="32", stage="x"))["法定"].to_pylist()
    assert {"是", "√", "Y", "1"} == set(shown)
    assert shown.count("是") > 1800


def test_a_sheet_knows_its_rows() -> None:
    assert _sheet(7).rows == 7
