"""XLSX as departments send it: merged cells filled from their first cell, formulas as values, lists passed over."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from jianfu.tables.sheets.grid import HEAD_ROWS, padded
from jianfu.tables.sheets.xlsx_parts import SheetFacts

_ROWS_A_BATCH = 10_000
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_WHOLE_BELOW = 1e15
"""A spreadsheet keeps fifteen digits: a whole number beyond that has lost some, and is written so that it shows."""


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook; hidden sheets serve drop-down lists and are not read."""

    index: int
    name: str
    hidden: bool


def sheet_names(workbook: CalamineWorkbook) -> list[SheetName]:
    """Return the work sheets in the workbook's order."""
    return [
        SheetName(index, sheet.name, sheet.visible != SheetVisibleEnum.Visible)
        for index, sheet in enumerate(workbook.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def opened(path: Path) -> CalamineWorkbook:
    """Return the workbook; raises CalamineError for a file that is none, is broken or has a password."""
    return CalamineWorkbook.from_path(path)


def as_text(cell: Cell) -> str:
    """Return a cell as the text a reader of the sheet would type: whole numbers without a point, days as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        return _number(cell)
    if isinstance(cell, datetime.datetime):
        moment = cell.replace(microsecond=0) + datetime.timedelta(seconds=round(cell.microsecond / 1e6))
        return moment.date().isoformat() if moment.time() == datetime.time() else moment.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def _number(cell: float) -> str:
    if isinstance(cell, int) or cell.is_integer():
        return str(int(cell)) if abs(cell) < _WHOLE_BELOW else f"{cell:.14E}"
    return repr(cell)


class XlsxGrid:
    """One sheet. *facts* are what only the sheet's XML tells: cells whose formula failed."""

    encoding = "xlsx"

    def __init__(self, sheet: CalamineSheet, facts: SheetFacts) -> None:
        self._sheet = sheet
        self._errors = facts.errors
        start = sheet.start or (0, 0)
        self._left = start[1]
        self.empty = sheet.start is None
        self._merged = sheet.merged_cell_ranges or []

    def head(self) -> list[list[str]]:
        """Return the first rows, merged cells filled in every direction."""
        rows = [cells for _, cells in islice(self._rows(), HEAD_ROWS)]
        for (top, left), (bottom, right) in self._merged:
            if top < len(rows) and left < len(rows[top]):
                _fill(rows, (top, left), (min(bottom, len(rows) - 1), min(right, len(rows[top]) - 1)))
        return rows

    def batches(self, width: int, after_row: int) -> Iterator[pa.RecordBatch]:
        """Give the rows below *after_row*, a cell merged over several rows repeated in each of them."""
        fills = self._fills(after_row)
        rows = islice(self._rows(), after_row, None)
        carried: dict[int, tuple[int, str]] = {}
        while chunk := list(islice(rows, _ROWS_A_BATCH)):
            for number, cells in chunk:
                _carry(cells, number, fills, carried)
            yield padded([cells for _, cells in chunk], [number for number, _ in chunk], width)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        indent = [""] * self._left
        for number, row in enumerate(self._sheet.iter_rows(), start=1):
            cells = indent + [cell if cell.__class__ is str else as_text(cell) for cell in row]
            for place, error in self._errors.get(number, ()):
                cells[place] = error
            yield number, cells

    def _fills(self, after_row: int) -> dict[int, list[tuple[int, int]]]:
        """Return where a cell reaches down: by its row number, the column and the last row number."""
        fills: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in self._merged:
            if bottom > top and top >= after_row:
                fills.setdefault(top + 1, []).append((left, bottom + 1))
        return fills


def _carry(
    cells: list[str], number: int, fills: dict[int, list[tuple[int, int]]], carried: dict[int, tuple[int, str]]
) -> None:
    for place, (last, text) in list(carried.items()):
        if number > last:
            del carried[place]
        elif place < len(cells):
            cells[place] = text
    for place, last in fills.get(number, ()):
        if place < len(cells):
            carried[place] = (last, cells[place])


def _fill(rows: list[list[str]], first: tuple[int, int], last: tuple[int, int]) -> None:
    text = rows[first[0]][first[1]]
    for row in rows[first[0] : last[0] + 1]:
        for place in range(first[1], min(last[1] + 1, len(row))):
            row[place] = text
