"""The rows behind each figure of the reports, one CSV file a figure, written in one ordered pass a set of files."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.tables.row_columns import FINDING_COLUMNS, ShownColumn, entry_columns

BATCH_ROWS = 50_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NO_CITY = "none"


def finding_file(rule_id: str, verdict: str) -> str:
    """Return the name of the file that lists the entries with that verdict under that rule."""
    return f"{rule_id}-{verdict}.csv"


def category_file(category: str) -> str:
    """Return the name of the file that lists the entries of a category."""
    return f"assets-{category}.csv"


def city_file(city_code: str | None) -> str:
    """Return the name of the file that lists the entries of a city; null for those whose place is not known."""
    return f"assets-city-{city_code or NO_CITY}.csv"


def write_row_files(connection: duckdb.DuckDBPyConnection, *, folder: Path, lang: str) -> dict[str, int]:
    """Write every row file into *folder* from views ``findings``, ``assets`` and ``units``; return rows by file name.

    Views ``findings`` and ``assets`` have a column ``file_row_number``. The rows of a file stand by entry, then as they
    stood in their table.
    """
    connection.execute(_CELL_MACRO)
    connection.execute(_FACTS_VIEW)
    entry = entry_columns()
    judged = "findings f JOIN facts a USING (asset_id)"
    counted: dict[str, int] = {}
    for file, source, place, columns in (
        ("f.rule_id || '-' || f.verdict", judged, "f.file_row_number", entry + FINDING_COLUMNS),
        ("'assets-' || a.category", "facts a", "a.file_row_number", entry),
        (f"'assets-city-' || {_CITY}", "facts a", "a.file_row_number", entry),
    ):
        cells = ", ".join(f"{column.cell_sql(lang)} AS cell{n}" for n, column in enumerate(columns))
        line = ", ".join(f"csv_cell(cell{n})" for n in range(len(columns)))
        ordered = f"""SELECT file, concat_ws(',', {line}) || chr(13) || chr(10) AS line
                      FROM (SELECT {file} || '.csv' AS file, a.asset_id, {place} AS place, {cells} FROM {source})
                      ORDER BY file, asset_id NULLS LAST, place"""
        counted |= _write(connection.sql(ordered), folder, _header(columns, lang))
    return counted


# A code as a sender wrote it must never become a path.
_CITY = f"CASE WHEN regexp_full_match(a.city_code, '[0-9]{{4}}') THEN a.city_code ELSE '{NO_CITY}' END"

_FACTS_VIEW = """
CREATE TEMP VIEW facts AS
SELECT a.*, coalesce(u.name, a.sponsor_unit) AS unit_name
FROM assets a LEFT JOIN (SELECT unit_id, min(name) AS name FROM units GROUP BY unit_id) u
  ON u.unit_id = a.sponsor_unit_id"""

_CELL_MACRO = """
CREATE TEMP MACRO csv_cell(cell) AS
CASE WHEN cell IS NULL THEN ''
     WHEN contains(cell, ',') OR contains(cell, '"') OR contains(cell, chr(10)) OR contains(cell, chr(13))
     THEN '"' || replace(cell, '"', '""') || '"' ELSE cell END"""


def _header(columns: tuple[ShownColumn, ...], lang: str) -> bytes:
    names = ",".join(column.header(lang) for column in columns)
    return BYTE_ORDER_MARK + f"{names}\r\n".encode()


def _write(result: duckdb.DuckDBPyRelation, folder: Path, header: bytes) -> dict[str, int]:
    """Write lines that come ordered by file; return how many each file holds."""
    counted: dict[str, int] = {}
    opened: BinaryIO | None = None
    try:
        for name, lines, block in _stretches(result):
            if opened is None or name not in counted:
                if opened is not None:
                    opened.close()
                opened = (folder / name).open("wb")
                opened.write(header)
            opened.write(block)
            counted[name] = counted.get(name, 0) + lines
    finally:
        if opened is not None:
            opened.close()
    return counted


def _stretches(result: duckdb.DuckDBPyRelation) -> Iterator[tuple[str, int, memoryview]]:
    """Yield (file, number of lines, their bytes) for each stretch of rows that belong to one file."""
    reader: pa.RecordBatchReader = result.to_arrow_reader(BATCH_ROWS)
    for batch in reader:
        files = pc.run_end_encode(batch.column("file").cast(pa.string()))
        lines = batch.column("line").cast(pa.large_string())
        start = 0
        for name, end in zip(files.values.to_pylist(), files.run_ends.to_pylist(), strict=True):
            yield name, end - start, _bytes(lines.slice(start, end - start))
            start = end


def _bytes(lines: pa.LargeStringArray) -> memoryview:
    """Return the bytes of consecutive strings as they lie in memory, without a copy."""
    _, offsets, data = lines.buffers()
    bounds = memoryview(offsets).cast("B").cast("q")
    return memoryview(data)[bounds[lines.offset] : bounds[lines.offset + len(lines)]]
