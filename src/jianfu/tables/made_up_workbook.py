"""A made-up register as one workbook, one sheet a table; for small submissions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.request import UnableToMakeProvince
from jianfu.engine.synth.sheet import Sheet, shown_schema

SHEET_ROWS = 1_048_575
WORKBOOK = "登记表.xlsx"
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed day in the file's properties: same request, same bytes."""


class WorkbookSink:
    """Where sheets go: one workbook under a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.book = xlsxwriter.Workbook(str(folder / WORKBOOK), {"constant_memory": False, "strings_to_numbers": False})
        self.book.set_properties({"created": MADE})
        self.pages = {table.code: self._page(table.zh, shown_schema(table.code).names) for table in TABLES}
        self.rows = dict.fromkeys(BY_CODE, 0)

    def _page(self, name: str, headers: list[str]) -> Any:
        page = self.book.add_worksheet(name)
        page.write_row(0, 0, headers)
        return page

    def add(self, sheet: Sheet, draw: Draw | None = None) -> None:
        """Write the rows; raises UnableToMakeProvince beyond what a sheet holds."""
        rows = sheet.shown(draw)
        start = self.rows[sheet.table]
        if start + rows.num_rows > SHEET_ROWS:
            raise UnableToMakeProvince(
                zh=f"表“{BY_CODE[sheet.table].zh}”超过一张工作表的{SHEET_ROWS}行。"
                "请减小 --units，或改用 --format csv。",
                en=f"Table “{sheet.table}” exceeds a sheet's {SHEET_ROWS} rows. Lower --units or use --format csv.",
            )
        page = self.pages[sheet.table]
        for place, column in enumerate(rows.columns):
            for offset, value in enumerate(column.to_pylist(), start=start + 1):
                if value is not None:
                    page.write_string(offset, place, value)
        self.rows[sheet.table] = start + rows.num_rows

    def close(self) -> None:
        """Finish the workbook."""
        self.book.close()
