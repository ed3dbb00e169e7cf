from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from jianfu.tables.template_layout import plan
from jianfu.tables.template_sheet import write_sheet
from jianfu.tables.template_style import styles

LISTS = {"flags": "_lists!$A$2:$A$3", "unit_names": "_lists!$B$2:$B$4", "unit_ids": "_lists!$C$2:$C$4"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("sheet") / "sheet.xlsx"
    entries = plan("assets", "zh")
    with xlsxwriter.Workbook(path) as made:
        formats = styles(made, "zh")
        for code in ("assets", "functions", "audiences"):
            shown = plan(code, "zh")
            sheet = made.add_worksheet(shown.name)
            write_sheet(sheet, shown, formats=formats, lists=LISTS, entries=entries, as_of=date(2026, 9, 1))
    return openpyxl.load_workbook(path)


def colours(sheet: Worksheet, column: str) -> list[str]:
    return [
        rule.formula[0]
        for reach in sheet.conditional_formatting
        for rule in reach.rules
        if str(reach.sqref).startswith(f"{column}4:")
    ]


def test_what_does_not_apply_to_the_category_turns_grey(book: openpyxl.Workbook) -> None:
    assert colours(book["应用程序"], "AB") == ['AND($B4<>"",$B4<>"政务App")']


def test_a_required_cell_turns_red_once_its_row_is_begun(book: openpyxl.Workbook) -> None:
    assert colours(book["应用程序"], "C") == ['AND(C4="",SUMPRODUCT(--(LEN($A4:$AN4)>0))>0)']


def test_a_number_shows_the_name_it_stands_for(book: openpyxl.Workbook) -> None:
    assert book["服务功能"]["B4"].value.startswith('=IF(A4="","",IFERROR(INDEX(\'应用程序\'!$C$4:$C$2003,MATCH(A4,')
    assert book["群组对象"]["C4"].value.startswith('=IF(B4="","",IFERROR(INDEX(_lists!$B$2:$B$4,MATCH(B4,')


def test_headers_stay_in_sight_and_on_every_printed_page(book: openpyxl.Workbook) -> None:
    assert (book["应用程序"].freeze_panes, book["服务功能"].freeze_panes) == ("D4", "B4")
    assert book["应用程序"].print_title_rows == "$1:$3"
