"""The rows behind each figure of the reports, one CSV file a figure, written in one ordered pass a set of files."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.tables.row_columns import FINDING_COLUMNS, ShownColumn, brief_columns, entry_columns

BATCH_ROWS = 50_000
ROWS_A_FILE = 100_000
"""A file to be opened and read holds no more; the whole stands in findings.csv and assets.csv."""

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
    stood in their table; a file of more than ROWS_A_FILE rows holds the first ones and says where the rest are.
    """
    connection.execute(_CELL_MACRO)
    connection.execute(_FACTS_VIEW)
    entry = entry_columns()
    counted: dict[str, int] = {}
    for file, view, whole, columns in (
        ("f.rule_id || '-' || f.verdict", "findings f", "findings.csv", brief_columns() + FINDING_COLUMNS),
        ("'assets-' || a.category", "facts a", "assets.csv", entry),
        (f"'assets-city-' || {_CITY}", "facts a", "assets.csv", entry),
    ):
        totals = dict(connection.execute(f"SELECT {file} || '.csv', count(*) FROM {view} GROUP BY 1").fetchall())
        written = _write(connection.sql(_lines(file, view, columns, lang)), folder, _header(columns, lang))
        counted |= written
        for name, rows in written.items():
            _say_rest(folder / name, totals[name] - rows, whole, lang)
    return counted


def _lines(file: str, view: str, columns: tuple[ShownColumn, ...], lang: str) -> str:
    """Return SQL for the first lines of every file, in order: its name and the line itself."""
    alias = view[-1]
    place = f"{alias}.file_row_number"
    cells = ", ".join(f"{column.cell_sql(lang)} AS cell{n}" for n, column in enumerate(columns))
    line = ", ".join(f"csv_cell(cell{n})" for n in range(len(columns)))
    joined = f"{view} JOIN facts a USING (asset_id)" if alias == "f" else view
    return f"""
    WITH first AS (
      SELECT place FROM (
        SELECT {place} AS place, row_number() OVER (PARTITION BY {file} ORDER BY {place}) AS n FROM {view})
      WHERE n <= {ROWS_A_FILE})
    SELECT file, concat_ws(',', {line}) || chr(13) || chr(10) AS line
    FROM (SELECT {file} || '.csv' AS file, a.asset_id, {place} AS place, {cells}
          FROM {joined} WHERE {place} IN (SELECT place FROM first))
    ORDER BY file, asset_id NULLS LAST, place"""


def _say_rest(path: Path, rows: int, whole: str, lang: str) -> None:
    """Say on the last line how many rows are left out and where they are."""
    if rows <= 0:
        return
    said = f"{rows:,} more rows: see {whole}" if lang == "en" else f"另有{rows:,}行未列出，见{whole}"
    with path.open("ab") as file:
        file.write(f'"{said}"\r\n'.encode())


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
