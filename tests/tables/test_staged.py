"""Rows kept as sent and judged after every correction."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.tables import staged
from jianfu.tables.faults import UnableToRead
from jianfu.tables.options import Limits, ReadOptions

TEXTS = ("应用程序.csv", "编号,类别,名称,主办单位\nA1,政务App,甲,水务局\nA2,不对,乙,水务局\n")
UNITS = pa.table({"unit_id": ["U1", "U2"], "name": ["水务局", "卫健局"]})
ASSETS = pa.table({"asset_id": ["OLD"], "category": ["app"], "name": ["旧"], "sponsor_unit_id": ["U1"]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / TEXTS[0]
    path.write_text(TEXTS[1], encoding="utf-8")
    codes = ("asset_id", "category", "name", "sponsor_unit")
    choice = staged.Choice(path.name, "", "assets", 1, dict(enumerate(codes)), dict(enumerate(codes)))
    assert staged.stage(paths=[path], choices=[choice], folder=tmp_path / "staged", limits=Limits()) == 2
    return tmp_path


def read(folder: Path, *corrections: staged.Correction, **matches: str) -> tuple[list[str], list[tuple[int, str]]]:
    into = folder / "read"
    staged.read(
        staged=folder / "staged", into=into, context=staged.Context(UNITS, ASSETS, matches), corrections=corrections,
        options=ReadOptions(as_of=date(2026, 9, 1)), progress=lambda _stage, _share: None,
    )  # fmt: skip
    accepted = pq.read_table(into / "accepted" / "assets.parquet")
    faults = pq.read_table(into / "faults.parquet").to_pylist()
    return accepted.column("asset_id").to_pylist(), [(fault["row"], fault["code"]) for fault in faults]


def test_rows_at_fault_carry_their_own_number_and_what_is_known_is_not_among_the_rows(folder: Path) -> None:
    assert read(folder) == (["A1"], [(3, "unknown_word")])


def test_a_corrected_cell_and_a_row_taken_out_are_judged_anew(folder: Path) -> None:
    row = (1 << 40) | 3
    assert read(folder, staged.Correction("assets", row, "category", "政务App")) == (["A1", "A2"], [])
    assert read(folder, staged.Correction("assets", row, "", "")) == (["A1"], [])


def test_a_name_settled_as_a_unit_is_that_unit(folder: Path) -> None:
    read(folder, 水务局="U2")
    rows = pq.read_table(folder / "read" / "accepted" / "assets.parquet").to_pylist()
    assert [row["sponsor_unit_id"] for row in rows] == ["U2"]


def test_cells_under_no_heading_stop_everything(tmp_path: Path) -> None:
    path = tmp_path / "应用程序.csv"
    path.write_text("编号,\nA1,什么\n", encoding="utf-8")
    choice = staged.Choice(path.name, "", "assets", 1, {0: "asset_id", 1: ""}, {0: "编号", 1: ""})
    with pytest.raises(UnableToRead):
        staged.stage(paths=[path], choices=[choice], folder=tmp_path / "staged", limits=Limits())
