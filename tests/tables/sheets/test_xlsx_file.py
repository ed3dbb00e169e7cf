"""XLSX: cells as text, merged cells, dates, error values."""

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from jianfu.tables.sheets import xlsx_file, xlsx_parts
from jianfu.tables.sheets.xlsx_file import XlsxGrid, as_text, sheet_names


def _grid(path: Path, index: int = 0) -> XlsxGrid:
    return XlsxGrid(xlsx_file.opened(path).get_sheet_by_index(index), xlsx_parts.facts(path)[index])


def _rows(grid: XlsxGrid, width: int, after_row: int) -> dict[int, list[str]]:
    return {
        row["row_number"]: [row[f"c{place}"] for place in range(width)]
        for batch in grid.batches(width, after_row)
        for row in batch.to_pylist()
    }


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("甲", "甲"),
        ("", ""),
        (320100.0, "320100"),
        (12, "12"),
        (0.85, "0.85"),
        (1.5, "1.5"),
        (-0.0, "0"),
        (12345678901234567890.0, "1.23456789012346E+19"),
        (123456789012345.0, "123456789012345"),
        (True, "true"),
        (False, "false"),
        (datetime.date(2021, 9, 3), "2021-09-03"),
        (datetime.datetime(2021, 9, 3), "2021-09-03"),
        (datetime.datetime(2021, 9, 3, 8, 30), "2021-09-03 08:30:00"),
        (datetime.datetime(2021, 9, 3, 8, 29, 59, 999000), "2021-09-03 08:30:00"),
        (datetime.time(8, 30), "08:30:00"),
    ],
)
def test_a_cell_is_the_text_a_reader_would_type(cell, text: str) -> None:
    assert as_text(cell) == text


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A sheet that begins at B3, with merged headings and cells, a failed formula and a good one."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("应用程序")
    sheet.merge_range("B3:B4", "编号")
    sheet.merge_range("C3:D3", "主办单位")
    sheet.write("C4", "编号")
    sheet.write("D4", "名称")
    sheet.write("B5", 320100)
    sheet.merge_range("C5:C7", "U1")
    sheet.write_formula("D5", "=1/0", None, "#DIV/0!")
    sheet.write("B6", datetime.datetime(2021, 9, 3))
    sheet.write_formula("D6", '="甲"&"乙"', None, "甲乙")
    sheet.write_formula("B7", "=NA()", None, "#N/A")
    sheet.write("B8", "A8")
    book.add_worksheet("_lists").hide()
    book.add_chartsheet("图")
    book.close()
    return path


def test_merged_headings_are_filled_and_rows_numbered_from_the_sheets_first(messy: Path) -> None:
    head = _grid(messy).head()
    assert head[2:4] == [["", "编号", "主办单位", "主办单位"], ["", "编号", "编号", "名称"]]


def test_cells_merged_downwards_are_repeated_and_formulas_read_as_values_or_errors(messy: Path) -> None:
    assert _rows(_grid(messy), 4, 4) == {
        5: ["", "320100", "U1", "#DIV/0!"],
        6: ["", "2021-09-03", "U1", "甲乙"],
        7: ["", "#N/A", "U1", ""],
        8: ["", "A8", "", ""],
    }


def test_hidden_sheets_are_told_and_chart_sheets_are_none(messy: Path) -> None:
    names = [(sheet.name, sheet.hidden) for sheet in sheet_names(xlsx_file.opened(messy))]
    assert names == [("应用程序", False), ("_lists", True)]


def test_a_sheet_of_many_rows_comes_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "_ROWS_A_BATCH", 3)
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_column("A1", ["编号", *range(10)])
    sheet.merge_range("B2:B9", "同")
    book.close()
    rows = _rows(_grid(path), 2, 1)
    assert rows == {n + 2: [str(n), "同" if n < 8 else ""] for n in range(10)}
