"""Rows made in Python brought into a backend, on whichever engine, and which tables it has."""

from functools import partial

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.fault import UnableToUseBackend


def keep(backend: Backend, rows: pa.Table, into: str) -> None:
    """Make Arrow rows (few enough for one batch) known to the backend as table *into*, wherever its workers are."""
    backend.sql("SELECT 1 AS one", into="one_row")
    batches = rows.combine_chunks().to_batches()
    whole = batches[0] if batches else pa.RecordBatch.from_pylist([], schema=rows.schema)
    backend.map("one_row", partial(_given, whole), rows.schema, into)


def _given(whole: pa.RecordBatch, _one: pa.RecordBatch) -> pa.RecordBatch:
    return whole


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
        backend.sql("SELECT 1 AS one", into="one_row")
        backend.sql(f"SELECT {nothing} FROM one_row WHERE FALSE", into=name)
