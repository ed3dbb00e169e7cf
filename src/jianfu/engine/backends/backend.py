"""The four verbs every backend has: read a table, run SQL, map a pure function over Arrow batches, write a table.

SQL is written in DuckDB's dialect. Tables live in the backend under a name until the session is closed.

What a query must keep to, so that every engine gives the same rows: ``max_by`` and ``min_by`` by a key without ties;
windows, ``list`` and ``string_agg`` in an order that leaves nothing open; LIMIT only after ORDER BY; sums of DOUBLE
rounded, or summed as DECIMAL, since their last digit hangs on the order of adding.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pyarrow as pa

BatchFunction = Callable[[pa.RecordBatch], pa.RecordBatch]


class Backend(Protocol):
    """One session on one engine."""

    name: str

    def read(self, path: Path, into: str) -> None:
        """Make the Parquet file (or folder of Parquet files) known as table *into*."""

    def sql(self, query: str, into: str = "") -> pa.Table:
        """Run one DuckDB SELECT.

        With *into*, the rows are kept in the engine as that table and an empty Arrow table with their columns is
        returned; without, the rows themselves come back (for small results only).
        """

    def map(self, table: str, function: BatchFunction, schema: pa.Schema, into: str) -> None:
        """Apply a pure function to every Arrow batch of *table* and keep the batches it returns as table *into*."""

    def write(self, table: str, path: Path, order_by: tuple[str, ...] = ()) -> int:
        """Write the table to one Parquet file, ordered by those columns (nulls last); return its rows."""

    def close(self) -> None:
        """Drop the session's tables and give its memory back."""
