"""Bringing rows made in Python into a backend, and telling which tables it has."""

from functools import partial

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.fault import UnableToUseBackend


def put(backend: Backend, rows: pa.Table, into: str) -> None:
    """Keep an Arrow table as table *into*."""
    backend.sql("SELECT 1 AS one", into="one_row")
    whole = rows.combine_chunks().to_batches()
    batch = whole[0] if whole else pa.RecordBatch.from_pylist([], schema=rows.schema)
    backend.map("one_row", partial(_given, batch), rows.schema, into)


def _given(batch: pa.RecordBatch, _: pa.RecordBatch) -> pa.RecordBatch:
    return batch


def has_table(backend: Backend, name: str) -> bool:
    """Tell whether the backend knows a table of that name."""
    try:
        backend.sql(f"SELECT count(*) AS n FROM {name}")
    except UnableToUseBackend:
        return False
    return True


def ensure(backend: Backend, name: str, columns: dict[str, str]) -> None:
    """Make an empty table where the backend has none of that name; *columns* gives their DuckDB types."""
    if not has_table(backend, name):
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in columns.items())
        backend.sql(f"SELECT {nothing} FROM units WHERE FALSE", into=name)
