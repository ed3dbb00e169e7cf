from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jianfu.engine.detection.rule import Text
from jianfu.tables.report.sheet import MAX_CELL_CHARACTERS, Book, Cell, Link

NOTICE = Text("说明", "note")


def written(path: Path, *rows: tuple[Cell, ...], lang: str = "zh") -> openpyxl.Workbook:
    with Book(path, lang=lang, made_on=date(2026, 3, 31)) as book:
        sheet = book.sheet("sheet.rules", (9, 20), notice=NOTICE)
        sheet.header(("column.rule", "column.name"))
        for row in rows:
            sheet.row(row)
        sheet.filter()
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("text", ["=1+1", "+8613", "-1", "@x", '=HYPERLINK("http://x")', "http://example.org"])
def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path / "a.xlsx", (text,))["规则"]["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert "<f>" not in Path(tmp_path / "a.xlsx").read_bytes().decode("latin-1")


def test_the_header_is_frozen_and_filters_span_the_rows(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", ("NM-01", "甲"), ("NM-02", "乙"))["规则"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].value) == ("A3", "A2:B4", "说明")


def test_numbers_stay_numbers_and_empty_cells_stay_empty(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", (12345, 2.5), (None, ""))["规则"]
    assert [cell.value for cell in sheet[3]] == [12345, 2.5]
    assert [cell.value for cell in sheet[4] if cell.value is not None] == []


def test_a_link_leads_to_a_line_of_another_sheet_and_keeps_its_number(tmp_path: Path) -> None:
    cell = written(tmp_path / "a.xlsx", (Link("sheet.hit", 24, line=7),))["规则"]["A3"]
    assert (cell.value, cell.hyperlink.location) == (24, "'命中'!A7")


def test_labels_follow_the_language(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", (Text("甲", "a"),), lang="en")["Rules"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["note", "Rule", "a"]


def test_a_text_longer_than_a_cell_holds_is_cut(tmp_path: Path) -> None:
    cell = written(tmp_path / "a.xlsx", ("长" * (MAX_CELL_CHARACTERS + 5),))["规则"]["A3"]
    assert len(cell.value) == MAX_CELL_CHARACTERS


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ("甲", 1))
    written(tmp_path / "b.xlsx", ("甲", 1))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
