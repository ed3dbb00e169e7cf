"""Tables on disk in each format."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.synth import write
from jianfu.engine.synth.cell import Texts
from jianfu.engine.synth.request import Format
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


@pytest.mark.parametrize("form", list(Format))
def test_every_table_is_there_and_the_same_rows_give_the_same_bytes(tmp_path: Path, form: Format) -> None:
    first, second = _written(tmp_path / "a", form), _written(tmp_path / "b", form)
    names = sorted(path.name for path in first.iterdir())
    assert len(names) == len(TABLES)
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)
