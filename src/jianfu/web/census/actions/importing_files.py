"""Where the rows of an import lie, and how they are asked: files under the data folder, read through DuckDB."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from jianfu.tables.cells.sql import literal
from jianfu.tables.options import Limits
from jianfu.web.census.models import ImportBatch

_MEBIBYTE = 2**20
CHUNK = 900


def limits() -> Limits:
    """Return what one import may hold at most."""
    return Limits(
        file_bytes=settings.UPLOAD_BYTES,
        rows=1_000_000,
        cells=100_000_000,
        xlsx_cells=30_000_000,
        xlsx_bytes=16 * settings.UPLOAD_BYTES,
        xlsx_ratio=120,
        memory_bytes=512 * _MEBIBYTE,
        threads=2,
    )


def folder_of(batch: ImportBatch) -> Path:
    """Return the folder of an import."""
    return Path(settings.DATA) / "files" / "imports" / str(batch.pk)


def uploads(batch: ImportBatch) -> list[Path]:
    """Return the uploaded files: those looked at before in the order they had, then new ones by name.

    Rows are numbered by the place of their sheet, and corrections hang on these numbers: a file that came later must
    not move the others.
    """
    place = {name: number for number, name in enumerate(dict.fromkeys(sheet["file"] for sheet in batch.sheets))}
    found = (folder_of(batch) / "upload").iterdir()
    return sorted(found, key=lambda path: (place.get(path.name, len(place)), path.name))


def staged(batch: ImportBatch) -> Path:
    """Return the folder of the rows as sent."""
    return folder_of(batch) / "staged"


def read_folder(batch: ImportBatch) -> Path:
    """Return the folder of what came of judging."""
    return folder_of(batch) / "read"


def outcome(batch: ImportBatch, table: str) -> Path:
    """Return the file of what the rows of a table would do to the register."""
    return folder_of(batch) / "outcome" / f"{table}.parquet"


def remade(path: Path) -> Path:
    """Return the folder, empty."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def quoted(path: Path) -> str:
    """Return a path as an SQL literal."""
    return literal(str(path))


@contextmanager
def asking(spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a bounded DuckDB session in memory, closed afterwards."""
    connection = duckdb.connect(":memory:", config={"memory_limit": "512MB", "threads": 2})
    if spill is not None:
        connection.execute(f"SET temp_directory = {literal(str(spill))}")
    try:
        yield connection
    finally:
        connection.close()


def rows_of(connection: duckdb.DuckDBPyConnection, query: str, given: list[Any] | None = None) -> list[dict[str, Any]]:
    """Return the rows of a small query by column name."""
    found = connection.execute(query, given or [])
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    """Return the values a few hundred at a time: what every database takes in one question."""
    for start in range(0, len(values), CHUNK):
        yield list(values[start : start + CHUNK])
