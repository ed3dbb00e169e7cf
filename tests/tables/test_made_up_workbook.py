"""The workbook of a made-up register."""

from pathlib import Path

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.synth.cell import Texts
from jianfu.engine.synth.request import UnableToMakeProvince
from jianfu.engine.synth.sheet import Sheet
from jianfu.tables import made_up_workbook
from jianfu.tables.made_up_workbook import WORKBOOK, WorkbookSink

ROWS = Sheet("units", {"unit_id": Texts(pa.array(["U1", "U2"])), "name": Texts(pa.array(["甲,乙局", None]))})


def _written(folder: Path) -> Path:
    into = WorkbookSink(folder)
    into.add(ROWS)
    into.add(ROWS)
    into.close()
    return folder / WORKBOOK


def test_a_workbook_has_a_sheet_a_table(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(_written(tmp_path))
    assert book.sheet_names == [table.zh for table in TABLES]
    rows = book.get_sheet_by_name("单位").to_python()
    assert [row[0] for row in rows] == ["单位编号", "U1", "U2", "U1", "U2"]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    assert _written(tmp_path / "a").read_bytes() == _written(tmp_path / "b").read_bytes()


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_up_workbook, "SHEET_ROWS", 3)
    with pytest.raises(UnableToMakeProvince, match="--format csv"):
        _written(tmp_path)
