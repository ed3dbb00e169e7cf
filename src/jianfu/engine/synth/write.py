"""Made-up tables on disk: CSV with BOM, or Parquet; written as they are made, never held whole."""

from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.request import Format
from jianfu.engine.synth.sheet import Sheet, shown_schema, typed_schema

BOM = b"\xef\xbb\xbf"
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
    return CsvSink(folder) if form is Format.CSV else ParquetSink(folder)


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
