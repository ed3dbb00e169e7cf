"""The national filing form (备案申请表) as a document and as a workbook.

*Source:* annex 2 of the filing guide (engine.cases.filing_form); layout by GB/T 9704-2012 (tables.report.official).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from jianfu.engine.cases.filing_form import BY_HAND, COMMITMENT, ROWS, TITLE, Row
from jianfu.tables.report.official import FANGSONG, Official

BLANK = "　　　　"
HAND_ROW = 3
HAND_ITEMS = ("姓名", "联系电话", "电子邮箱")
HEAD = ("序号", "项目", "内容")
WIDTHS_MM = (14.0, 36.0, 106.0)
WIDTHS_CHARACTERS = (6, 24, 72)


@dataclass(frozen=True, slots=True)
class Form:
    """What goes on the paper: the values by item, and the day it is dated."""

    values: Mapping[str, str]
    dated: date

    def rows(self) -> list[tuple[str, str, str]]:
        """Return the eight rows as the paper shows them: number, name, one line an item."""
        return [(str(row.number), row.name.zh, "\n".join(self._lines(row))) for row in ROWS]

    def _lines(self, row: Row) -> list[str]:
        found = [f"{item.name.zh}：{self.values.get(item.code, '').strip() or BLANK}" for item in row.items]
        by_hand = [f"{name}：{BLANK}" for name in HAND_ITEMS] if row.number == HAND_ROW else []
        return [*by_hand, *found]


def as_docx(form: Form) -> bytes:
    """Return the form as a Word document: A4, the fonts of official documents, place for seal and date."""
    paper = Official(lang="zh", title=TITLE.zh, dated=form.dated)
    paper.title(TITLE.zh)
    paper.table(HEAD, form.rows(), widths_mm=WIDTHS_MM)
    paper.blank()
    paper.paragraph(COMMITMENT.zh)
    paper.signature(["主办（使用）单位（盖章）", f"{form.dated.year}年{form.dated.month}月{form.dated.day}日"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.docx"
        paper.save(path)
        return path.read_bytes()


def as_xlsx(form: Form) -> bytes:
    """Return the form as a workbook of one A4 page; every cell is text, so nothing acts as a formula."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    sheet = book.add_worksheet("备案申请表")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    text = book.add_format({"font_name": FANGSONG, "font_size": 12, "text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format({"font_name": "黑体", "font_size": 12, "align": "center", "border": 1})
    title = book.add_format({"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"})
    for column, width in enumerate(WIDTHS_CHARACTERS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 2, TITLE.zh, title)
    sheet.set_row(0, 36)
    for line, cells in enumerate([HEAD, *form.rows()], start=1):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, cell, head if line == 1 else text)
    last = len(ROWS) + 2
    plain = book.add_format({"font_name": FANGSONG, "font_size": 12, "text_wrap": True})
    sheet.merge_range(last, 0, last, 2, COMMITMENT.zh, plain)
    sheet.set_row(last, 36)
    sheet.write_string(last + 1, 2, "主办（使用）单位（盖章）", plain)
    sheet.write_string(last + 2, 2, f"{form.dated.year}年{form.dated.month}月{form.dated.day}日", plain)
    sheet.write_string(last + 3, 0, "", plain)
    sheet.write_string(last + 4, 2, BY_HAND.zh, plain)
    book.close()
    return held.getvalue()
