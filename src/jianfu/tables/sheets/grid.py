"""What every opened sheet offers: its first rows as text, and all its rows as Arrow batches of text."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import pyarrow as pa

HEAD_ROWS = 20
"""Rows looked at to find the header and the delimiter."""


class Grid(Protocol):
    """One sheet or CSV file as rows of text. Row numbers are those a spreadsheet shows, first line = 1."""

    encoding: str

    def head(self) -> list[list[str]]:
        """Return the first rows."""

    def batches(self, width: int, after_row: int) -> Iterator[pa.RecordBatch]:
        """Give the rows below *after_row* as batches of the columns ``schema(width)`` has."""


def schema(width: int) -> pa.Schema:
    """Return the columns of a batch: row number, surplus cells joined (null when none), then cells c0, c1 and on."""
    cells = [pa.field(f"c{place}", pa.string()) for place in range(width)]
    return pa.schema([pa.field("row_number", pa.int64()), pa.field("surplus", pa.string()), *cells])


def padded(rows: Sequence[Sequence[str]], numbers: Sequence[int], width: int) -> pa.RecordBatch:
    """Return the rows as one batch: short rows filled up, what is beyond *width* kept as surplus."""
    surplus = [" ".join(filter(None, (cell.strip() for cell in row[width:]))) or None for row in rows]
    columns = [
        pa.array([row[place] if place < len(row) else "" for row in rows], pa.string()) for place in range(width)
    ]
    return pa.record_batch([pa.array(numbers, pa.int64()), pa.array(surplus, pa.string()), *columns], schema(width))
