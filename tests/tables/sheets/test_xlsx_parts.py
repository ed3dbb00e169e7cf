"""Workbooks that would fill memory or disk are refused before they are opened."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from jianfu.tables.options import Limits
from jianfu.tables.sheets.xlsx_parts import UnableToUnpack, facts, guard


def _book(path: Path, cells: dict[str, str]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for place, text in cells.items():
        sheet.write(place, text)
    book.close()
    return path


def test_an_honest_workbook_passes(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", {"A1": "编号", "C9": "x"})
    guard(path, Limits())
    (fact,) = facts(path)
    assert (fact.rows, fact.columns, fact.cells, fact.errors) == (9, 3, 27, {})


def test_a_cell_far_out_is_counted_before_it_is_laid_out(tmp_path: Path) -> None:
    (fact,) = facts(_book(tmp_path / "a.xlsx", {"A1": "编号", "XFD1048576": " x"}))
    assert (fact.rows, fact.columns) == (1_048_576, 16_384)


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (70 << 20))
    with pytest.raises(UnableToUnpack) as ratio:
        guard(path, Limits())
    assert ratio.value.what == "ratio"
    with pytest.raises(UnableToUnpack) as size:
        guard(path, replace(Limits(), xlsx_bytes=1 << 20))
    assert (size.value.what, size.value.allowed) == ("bytes", 1 << 20)


def test_what_is_no_zip_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("编号,名称")
    with pytest.raises(zipfile.BadZipFile):
        guard(path, Limits())


def test_error_values_are_found_with_their_cells_even_across_chunks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row in range(30_000):
        sheet.write_formula(row, 27, "=1/0", None, "#DIV/0!")
    book.close()
    (fact,) = facts(path)
    assert fact.errors == {row: [(27, "#DIV/0!")] for row in range(1, 30_001)}
