"""Bringing a part's rows into the store: one INSERT over a stream of Arrow batches."""

from collections.abc import Callable, Iterator

import pyarrow as pa

from jianfu.tables.cells.sql import identifier
from jianfu.tables.faults import InputFault, UnableToRead
from jianfu.tables.options import Limits
from jianfu.tables.received import Part
from jianfu.tables.rows.skip import first_cell, skip_sql
from jianfu.tables.sheets.grid import Grid, schema
from jianfu.tables.sheets.headers import Mapping
from jianfu.tables.store import PART_BITS, Store

Counted = Callable[[int, int], None]
"""Told how many rows and cells came in; raises UnableToRead beyond the limits."""


def load(store: Store, grid: Grid, part: Part, mapping: Mapping, width: int, counted: Counted) -> None:
    """Insert the rows of the grid below its header.

    Raises pyarrow.ArrowInvalid for text that is not the CSV it seemed, and what *counted* raises.
    """
    stream = _Checked(grid.batches(width, part.header_row), counted, width)
    reader = pa.RecordBatchReader.from_batches(schema(width), stream)
    target = store.raw_table(part.table)
    store.note_columns(part.table, mapping.columns)
    if mapping.stated_none is not None:
        store.states_none.add(target)
    store.connection.register("incoming", reader)
    try:
        store.run(_insert(target, part, mapping, width))
    except Exception:
        if stream.failure is not None:
            raise stream.failure from None
        raise
    finally:
        store.connection.unregister("incoming")


def _insert(target: str, part: Part, mapping: Mapping, width: int) -> str:
    codes = list(mapping.columns)
    names = ", ".join(("_id", "_skip", "_surplus", "_stray", "_origin", "_stated", *map(identifier, codes)))
    cells = [f"NULLIF(c{mapping.columns[code]}, '')" for code in codes]
    values = (
        f"({part.number}::BIGINT << {PART_BITS}) | row_number",
        skip_sql(part.table, mapping, width),
        "surplus",
        _stray(mapping),
        _cell(mapping.origin),
        _cell(mapping.stated_none),
        *cells,
    )
    return (
        f"INSERT INTO {target} ({names}) SELECT {', '.join(values)} FROM (SELECT *, {first_cell(width)} FROM incoming)"
    )


def _cell(place: int | None) -> str:
    return "NULL" if place is None else f"NULLIF(jf_trim(c{place}), '')"


def _stray(mapping: Mapping) -> str:
    """Cells under no heading, each with its column letter before it."""
    if not mapping.unlabelled:
        return "NULL"
    cells = [
        f"CASE WHEN jf_trim(c{place}) <> '' THEN '{letter(place)}=' || c{place} END" for place in mapping.unlabelled
    ]
    return f"NULLIF(concat_ws(' ', {', '.join(cells)}), '')"


def letter(place: int) -> str:
    """Return the letters a spreadsheet shows over a column, 0 = A."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Checked:
    """Passes batches on while they stay within the limits; keeps what went wrong, which DuckDB would reword."""

    def __init__(self, batches: Iterator[pa.RecordBatch], counted: Counted, width: int) -> None:
        self._batches = batches
        self._counted = counted
        self._width = width
        self.failure: Exception | None = None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        try:
            for batch in self._batches:
                self._counted(batch.num_rows, batch.num_rows * self._width)
                yield batch
        except Exception as failure:
            self.failure = failure
            raise


class Tally:
    """Counts rows and cells of the whole input against the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = 0
        self._cells = 0

    def __call__(self, rows: int, cells: int) -> None:
        """Count; raises UnableToRead beyond the limits."""
        self._rows += rows
        self._cells += cells
        if self._rows > self._limits.rows:
            raise UnableToRead([_beyond("行", "rows", self._limits.rows)])
        if self._cells > self._limits.cells:
            raise UnableToRead([_beyond("个单元格", "cells", self._limits.cells)])


def _beyond(zh: str, en: str, allowed: int) -> InputFault:
    return InputFault(
        "",
        "",
        f"输入超过{allowed:,}{zh}的上限，没有读取。请分批提交，或改用 Parquet。",
        f"The input holds more than {allowed:,} {en} and was not read. Please send it in batches.",
    )
