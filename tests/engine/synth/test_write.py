"""Tables on disk in each format."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.synth import write
from jianfu.engine.synth.cell import Texts
from jianfu.engine.synth.request import Format, UnableToMakeProvince
from jianfu.engine.synth.sheet import Sheet

ROWS = Sheet("units", {"unit_id": Texts(pa.array(["U1", "U2"])), "name": Texts(pa.array(["甲,乙局", None]))})


def _written(folder: Path, form: Format) -> Path:
    into = write.sink(folder / "made", form)
    into.add(ROWS)
    into.add(ROWS)
    into.close()
    return folder / "made"


def test_csv_has_a_bom_chinese_headers_and_quotes_where_needed(tmp_path: Path) -> None:
    text = (_written(tmp_path, Format.CSV) / "单位.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("单位编号,单位名称,")
    assert '"甲,乙局"' in lines[1]
    assert len(lines) == 5


def test_parquet_has_codes(tmp_path: Path) -> None:
    table = pq.read_table(_written(tmp_path, Format.PARQUET) / "units.parquet")
    assert table["unit_id"].to_pylist() == ["U1", "U2", "U1", "U2"]
    assert table["name"].null_count == 2


def test_a_workbook_has_a_sheet_a_table(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(_written(tmp_path, Format.XLSX) / write.WORKBOOK)
    assert book.sheet_names == [table.zh for table in TABLES]
    rows = book.get_sheet_by_name("单位").to_python()
    assert [row[0] for row in rows] == ["单位编号", "U1", "U2", "U1", "U2"]


@pytest.mark.parametrize("form", list(Format))
def test_every_table_is_there_and_the_same_rows_give_the_same_bytes(tmp_path: Path, form: Format) -> None:
    first, second = _written(tmp_path / "a", form), _written(tmp_path / "b", form)
    names = sorted(path.name for path in first.iterdir())
    assert len(names) == (1 if form is Format.XLSX else len(TABLES))
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "SHEET_ROWS", 3)
    with pytest.raises(UnableToMakeProvince, match="--format csv"):
        _written(tmp_path, Format.XLSX)
