import importlib.util
from pathlib import Path
from types import ModuleType

import openpyxl
import pyarrow.parquet as pq
import pytest
import yaml


@pytest.fixture(scope="module")
def tool(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_county", repository / "tools/make_county.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bundled_files_are_those_the_tool_writes(tool: ModuleType, tmp_path: Path) -> None:
    for made in tool.make(tool.CELLS, tmp_path):
        bundled = tool.COUNTY / made.name
        if made.suffix == ".parquet":
            assert pq.read_table(bundled).equals(pq.read_table(made))
        elif made.suffix == ".xlsx":
            assert cells(bundled) == cells(made)
        else:
            assert bundled.read_bytes() == made.read_bytes()


def cells(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: (list(sheet.values), sorted(str(merged) for merged in sheet.merged_cells.ranges)) for sheet in book
    }


def test_no_bundled_table_is_left_without_its_cells(tool: ModuleType) -> None:
    described = {yaml.safe_load(path.read_text(encoding="utf-8"))["file"] for path in tool.CELLS.iterdir()}
    assert {path.name for path in tool.COUNTY.iterdir()} == described | {"README.md", "planted.yaml"}


def test_a_formula_keeps_the_value_it_last_showed(tool: ModuleType, tmp_path: Path) -> None:
    sheet = {"name": "表", "merges": ["A1:B1"], "rows": [["标题"], [{"formula": "=1+1", "value": 2}, 3]]}
    described = {"file": "一.xlsx", "sheets": [sheet]}
    (tmp_path / "一.yaml").write_text(yaml.safe_dump(described, allow_unicode=True), encoding="utf-8")
    (path,) = tool.make(tmp_path, tmp_path / "out")
    assert openpyxl.load_workbook(path, data_only=True)["表"]["A2"].value == 2
    assert openpyxl.load_workbook(path)["表"]["A2"].value == "=1+1"
