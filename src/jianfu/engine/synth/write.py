"""Made-up tables on disk: CSV with BOM, Parquet, or one workbook; written as they are made, never held whole."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import xlsxwriter

from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.request import Format, UnableToMakeProvince
from jianfu.engine.synth.sheet import Sheet, shown_schema, typed_schema

BOM = b"\xef\xbb\xbf"
SHEET_ROWS = 1_048_575
WORKBOOK = "登记表.xlsx"
COMPRESSION = "zstd"


class Sink(Protocol):
    """Where sheets go."""

    def add(self, sheet: Sheet, draw: Draw | None = None) -> None:
        """Write the rows; with *draw*, some cells in other common spellings."""

    def close(self) -> None:
        """Finish every file."""


def sink(folder: Path, form: Format) -> Sink:
    """Return the sink of that format, writing under *folder*; every input table is there, though it may be empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if form is Format.CSV:
        return CsvSink(folder)
    return ParquetSink(folder) if form is Format.PARQUET else WorkbookSink(folder)


class CsvSink:
    """One CSV file a table, with Chinese name, headers and words."""

    def __init__(self, folder: Path) -> None:
        self.files = {table.code: CsvFile(folder / f"{table.zh}.csv", shown_schema(table.code)) for table in TABLES}

    def add(self, sheet: Sheet, draw: Draw | None = None) -> None:
        """Write the rows."""
        self.files[sheet.table].write(sheet.shown(draw))

    def close(self) -> None:
        """Finish every file."""
        for file in self.files.values():
            file.close()


class CsvFile:
    """A CSV file with BOM, in UTF-8, comma separated."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.stream = path.open("wb")
        self.stream.write(BOM + ",".join(schema.names).encode() + b"\n")
        options = pacsv.WriteOptions(include_header=False, quoting_style="needed")
        self.writer = pacsv.CSVWriter(self.stream, schema, write_options=options)

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        self.writer.write_table(table)

    def close(self) -> None:
        """Finish the file."""
        self.writer.close()
        self.stream.close()


class ParquetSink:
    """One Parquet file a table, with codes."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            table.code: pq.ParquetWriter(
                folder / f"{table.code}.parquet", typed_schema(table.code), compression=COMPRESSION
            )
            for table in TABLES
        }

    def add(self, sheet: Sheet, draw: Draw | None = None) -> None:
        """Write the rows; Parquet has one spelling only."""
        self.files[sheet.table].write_table(sheet.typed())

    def close(self) -> None:
        """Finish every file."""
        for file in self.files.values():
            file.close()


class WorkbookSink:
    """One workbook, one sheet a table; for small submissions."""

    def __init__(self, folder: Path) -> None:
        self.book = xlsxwriter.Workbook(str(folder / WORKBOOK), {"constant_memory": False, "strings_to_numbers": False})
        self.book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
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
