"""Publishing: a judged table as CSV and Parquet, the same bytes on every run and machine, whatever its size.

DuckDB keeps an order over several threads only where a statement ends in ORDER BY; every statement here does, down to
the row's own place in the file it came from.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from jianfu.engine.backends.sql_text import literal, quoted
from jianfu.tables.cell import guarded_sql
from jianfu.tables.row_files import write_row_files

MEMORY_LIMIT = "1500MB"
THREADS = 2
ROW_GROUP_ROWS = 122_880
BYTE_ORDER_MARK = "\ufeff"
PLACE = "file_row_number"


def publish(*, table: Path, into: Path, name: str, order_by: tuple[str, ...] = ()) -> int:
    """Write the Parquet file *table* as ``<name>.csv`` and ``<name>.parquet`` into folder *into*; return its rows.

    Rows stand in the order of those columns (nulls last), then as they stood in *table*; without *order_by* the table
    is taken as it stands. The CSV is UTF-8 with BOM and CRLF, dates as ISO, flags as true and false, nulls empty, and
    no cell starts a formula. Larger than memory is fine: what does not fit is spilled beside the files and removed.
    Existing files of that name are replaced.
    """
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{name}.parquet"
    if not order_by:
        shutil.copyfile(table, target)
        return _write_csv(table, into / f"{name}.csv", "")
    order = " ORDER BY " + ", ".join([f"{quoted(column)} NULLS LAST" for column in order_by] + [PLACE])
    with session(into) as connection:
        source = _scan(table)
        plain = ", ".join(quoted(column) for column, _ in _columns(connection, source))
        connection.execute(
            f"COPY (SELECT {plain} FROM {source}{order}) TO {literal(str(target))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
        )
    return _write_csv(table, into / f"{name}.csv", order)


def _write_csv(table: Path, path: Path, order: str) -> int:
    """Write the CSV in that order; as the rows stand, one thread keeps their order without sorting them."""
    with session(path.parent) as connection:
        if not order:
            connection.execute("SET threads = 1")
        source = _scan(table)
        cells = _cells(_columns(connection, source))
        written = connection.execute(
            f"COPY (SELECT {cells} FROM {source}{order}) TO {literal(str(path))} "
            "(FORMAT csv, HEADER, NEW_LINE '\\r\\n')"
        ).fetchone()
    return int(written[0]) if written else 0


def rows(*, findings: Path, assets: Path, units: Path, into: Path, lang: str = "zh") -> dict[str, int]:
    """Write the rows behind every figure as CSV files into ``<into>/rows``; return the rows of each by file name.

    ``<rule_id>-<verdict>.csv`` holds the entries with that finding, ``assets-<category>.csv`` and
    ``assets-city-<code>.csv`` (``none`` where the place is not known) the entries themselves: what is known of the
    entry, its unit's name, and for findings the reason. Headers and words are Chinese, or codes with *lang* ``en``.
    """
    folder = into / "rows"
    folder.mkdir(parents=True, exist_ok=True)
    with session(into) as connection:
        for view, path in (("findings", findings), ("assets", assets), ("units", units)):
            connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM {_scan(path)}")
        return write_row_files(connection, folder=folder, lang=lang)


@contextmanager
def session(beside: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open DuckDB with bounded memory that spills into a passing folder in *beside*."""
    with TemporaryDirectory(prefix=".spill-", dir=beside) as spill:
        connection = duckdb.connect(
            config={
                "memory_limit": MEMORY_LIMIT,
                "threads": THREADS,
                "temp_directory": spill,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        try:
            yield connection
        finally:
            connection.close()


def _scan(path: Path) -> str:
    """Return DuckDB's scan of one Parquet file with each row's place in it; signs of a pattern stand for themselves."""
    plain = re.sub(r"([*?\[])", r"[\1]", str(path))
    return f"read_parquet({literal(plain)}, file_row_number = true)"


def _columns(connection: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    return [(row[0], row[1]) for row in described if row[0] != PLACE]


def _cells(columns: list[tuple[str, str]]) -> str:
    """Return the SELECT list of a CSV file; the first header carries the byte order mark."""
    marks = [BYTE_ORDER_MARK] + [""] * (len(columns) - 1)
    return ", ".join(
        f"{guarded_sql(column) if kind == 'VARCHAR' else quoted(column)} AS {quoted(mark + column)}"
        for (column, kind), mark in zip(columns, marks, strict=True)
    )
