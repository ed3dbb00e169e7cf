"""The filing form on paper: eight rows, A4, fonts of official documents, no formula, blanks for a person's data."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from jianfu.engine.cases.filing_form import ITEMS, ROWS
from jianfu.tables.filing_form import Form, as_docx, as_xlsx

VALUES = {item.code: f"{item.name.zh}的内容" for item in ITEMS} | {"project_basis": "=HYPERLINK(1)"}


@pytest.fixture
def form() -> Form:
    return Form(VALUES, date(2026, 9, 1))


def test_the_document_holds_the_eight_rows_and_every_item(form: Form) -> None:
    table = Document(BytesIO(as_docx(form))).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["序号", *(str(n) for n in range(1, 9))]
    assert [row.cells[1].text for row in table.rows][1:] == [row.name.zh for row in ROWS]
    text = "\n".join(row.cells[2].text for row in table.rows)
    assert all(value in text for value in VALUES.values())


def test_the_document_is_a4_and_names_the_fonts_for_chinese(form: Form) -> None:
    document = Document(BytesIO(as_docx(form)))
    assert abs(document.sections[0].page_width - Mm(210)) < Mm(1)
    fonts = {run._element.rPr.rFonts.get(qn("w:eastAsia")) for p in document.paragraphs for run in p.runs}
    assert "方正小标宋简体" in fonts
    assert "仿宋_GB2312" in fonts


def test_what_belongs_to_a_person_is_left_to_be_written_by_hand(form: Form) -> None:
    row = form.rows()[2][2].splitlines()
    assert [line.rstrip("　") for line in row[:3]] == ["姓名：", "联系电话：", "电子邮箱："]


def test_the_paper_is_dated_and_has_room_for_the_seal(form: Form) -> None:
    lines = [p.text for p in Document(BytesIO(as_docx(form))).paragraphs]
    assert "2026年9月1日" in lines
    assert "主办（使用）单位（盖章）" in lines


def test_the_workbook_holds_text_alone(form: Form) -> None:
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(form))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any("=HYPERLINK(1)" in str(cell.value) for cell in cells)
    assert [sheet.cell(n, 1).value for n in range(3, 11)] == [str(n) for n in range(1, 9)]


def test_an_empty_item_is_a_blank_not_a_guess() -> None:
    rows = Form({}, date(2026, 9, 1)).rows()
    assert all(line.endswith("：　　　　") for row in rows for line in row[2].splitlines())


def test_the_same_form_gives_the_same_document(form: Form) -> None:
    assert as_docx(form) == as_docx(form)
