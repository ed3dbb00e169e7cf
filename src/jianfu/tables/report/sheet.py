"""Sheets of a workbook written row by row in little memory: text stays text, and no cell is a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.detection.rule import Text
from jianfu.tables.report.wording import say

MAX_CELL_CHARACTERS = 32_767
FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "top"}
STYLES: dict[str, dict[str, object]] = {
    "plain": FONT,
    "number": FONT | {"num_format": "#,##0.###"},
    "strong": FONT | {"bold": True},
    "notice": FONT | {"italic": True, "font_color": "#4A5563"},
    "header": FONT | {"bold": True, "bg_color": "#E8EEF5", "bottom": 1, "text_wrap": True},
    "link": FONT | {"font_color": "#1A4F91", "underline": 1, "num_format": "#,##0"},
}


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a line of another sheet, named by its label."""

    sheet: str
    shown: "Text | int"
    line: int = 1


Cell = Text | str | int | float | Link | None


class Book:
    """A workbook being written; ``made_on`` is stated as its date, so that the same facts give the same bytes."""

    def __init__(self, path: Path, *, lang: str, made_on: date) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._workbook = xlsxwriter.Workbook(str(path), options)
        self._workbook.set_properties({"author": "Jianfu", "created": datetime.combine(made_on, datetime.min.time())})
        self.lang = lang
        self.formats = {name: self._workbook.add_format(style) for name, style in STYLES.items()}

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workbook.close()

    def sheet(self, label: str, widths: Sequence[int], *, notice: Text) -> "Sheet":
        """Start a sheet named by that label, its first line the notice; the sheet before it is finished."""
        worksheet = self._workbook.add_worksheet(say(label).get(self.lang))
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        sheet = Sheet(worksheet, self.formats, self.lang)
        sheet.line((notice,), self.formats["notice"])
        return sheet


class Sheet:
    """A sheet written from its first line down."""

    def __init__(self, worksheet: Worksheet, formats: dict[str, Format], lang: str) -> None:
        self._worksheet, self._formats, self._lang = worksheet, formats, lang
        self._next = 0
        self._header = (0, 0)

    def header(self, labels: Sequence[str]) -> None:
        """Write the header line and keep it in sight when scrolling."""
        self._header = (self._next, 0)
        self._worksheet.freeze_panes(self._next + 1, 0)
        self._next += 1
        self.more_header([say(label) for label in labels])

    def more_header(self, texts: Sequence[Text]) -> None:
        """Add columns to the header line just written."""
        line, first = self._header
        for column, text in enumerate(texts, start=first):
            self._worksheet.write_string(line, column, text.get(self._lang), self._formats["header"])
        self._header = (line, first + len(texts))

    def row(self, cells: Sequence[Cell], *, strong: bool = False) -> None:
        """Write the next line; an empty sequence leaves it blank."""
        self.line(cells, self._formats["strong" if strong else "plain"])

    def line(self, cells: Sequence[Cell], style: Format) -> None:
        """Write the next line in that style."""
        for column, cell in enumerate(cells):
            self._write(column, cell, style)
        self._next += 1

    def filter(self) -> None:
        """Give the header line filters over the lines written since."""
        line, columns = self._header
        self._worksheet.autofilter(line, 0, max(line, self._next - 1), columns - 1)

    def _write(self, column: int, cell: Cell, style: Format) -> None:
        if isinstance(cell, Link):
            self._link(column, cell)
        elif isinstance(cell, int | float):
            self._worksheet.write_number(self._next, column, cell, self._formats["number"])
        elif cell:
            text = cell.get(self._lang) if isinstance(cell, Text) else cell
            self._worksheet.write_string(self._next, column, text[:MAX_CELL_CHARACTERS], style)

    def _link(self, column: int, link: Link) -> None:
        """Write the link, then the number over its text, so that a number stays one."""
        target = f"internal:'{say(link.sheet).get(self._lang)}'!A{link.line}"
        shown = link.shown.get(self._lang) if isinstance(link.shown, Text) else str(link.shown)
        self._worksheet.write_url(self._next, column, target, self._formats["link"], shown)
        if isinstance(link.shown, int):
            self._worksheet.write_number(self._next, column, link.shown, self._formats["link"])
