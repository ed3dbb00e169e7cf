"""One made-up table: its cells by column, given as Parquet would hold them or as a department would write them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jianfu.engine.schema.column import Column, Kind
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.engine.synth.cell import Cells, Numbers
from jianfu.engine.synth.draw import Draw

MESSY_CELLS = 0.06
"""Share of cells written another way than plainly, where the table is messy."""

SAYS_NONE = frozenset({"last_activity_on", "expected_end_on", "matter_closed_on", "due_at"})
"""Date columns whose cells may say 无: text in Parquet, too."""

ARROW_TYPES = {
    Kind.DATE: pa.date32(),
    Kind.MOMENT: pa.timestamp("s"),
    Kind.COUNT: pa.int64(),
    Kind.AMOUNT: pa.float64(),
    Kind.RATIO: pa.float64(),
    Kind.FLAG: pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one table: cells by column code; a column left out is empty in these rows."""

    table: str
    cells: dict[str, Cells]

    def typed(self) -> pa.Table:
        """Return the rows with column codes and typed cells."""
        schema = typed_schema(self.table)
        rows = self.rows
        columns = [self.cells[f.name].typed() if f.name in self.cells else pa.nulls(rows, f.type) for f in schema]
        return pa.Table.from_arrays(columns, schema=schema)

    def shown(self, draw: Draw | None) -> pa.Table:
        """Return the rows with Chinese headers and cells; with *draw*, some cells in other common spellings."""
        schema = shown_schema(self.table)
        rows = self.rows
        codes = BY_CODE[self.table].codes
        columns = [
            self.cells[code].shown(_styles(rows, draw)) if code in self.cells else pa.nulls(rows, pa.string())
            for code in codes
        ]
        return pa.Table.from_arrays(columns, schema=schema)

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(next(iter(self.cells.values())).typed())


def typed_schema(table: str) -> pa.Schema:
    """Return the Parquet columns of a table."""
    return pa.schema([(column.code, _arrow_type(column)) for column in BY_CODE[table].columns])


def shown_schema(table: str) -> pa.Schema:
    """Return the columns of a table under their Chinese headers."""
    return pa.schema([(column.zh, pa.string()) for column in BY_CODE[table].columns])


def _arrow_type(column: Column) -> pa.DataType:
    return pa.string() if column.code in SAYS_NONE else ARROW_TYPES.get(column.kind, pa.string())


def _styles(rows: int, draw: Draw | None) -> Numbers | None:
    if draw is None:
        return None
    return np.where(draw.chance(rows, MESSY_CELLS), draw.places(rows, 12), 0)
