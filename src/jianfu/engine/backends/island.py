"""Expressions that DuckDB computes inside Spark: a batch of arguments goes in, one column comes out.

So an expression means on Spark what it means on DuckDB because it *is* DuckDB that computes it. The workers need
Jianfu and DuckDB installed, as they do for mapped functions.
"""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from jianfu.engine.backends.column_type import narrowed


@dataclass(frozen=True, slots=True)
class Island:
    """A DuckDB expression over columns ``c0, c1 …`` of the given DuckDB types, and the type of its value."""

    expression: str
    argument_types: tuple[str, ...]
    sql_type: str

    @property
    def name(self) -> str:
        """Return the name Spark knows the function by: the same expression has the same name."""
        text = "\n".join((self.expression, *self.argument_types, self.sql_type))
        return f"duckdb_{hashlib.sha256(text.encode()).hexdigest()[:24]}"

    @property
    def query(self) -> str:
        """Return the SELECT run on each batch, its arguments brought to DuckDB's types first."""
        casts = ", ".join(f"CAST(c{i} AS {sql_type}) AS c{i}" for i, sql_type in enumerate(self.argument_types))
        value = f"CAST({self.expression} AS {narrowed(self.sql_type)}) AS value"
        return f"SELECT {value} FROM (SELECT {casts or '1'} FROM arguments)"


def evaluator(island: Island) -> Callable[..., pa.Array]:
    """Return the function that Spark's workers run: Arrow columns in, one Arrow column out.

    An expression without arguments is given one column all the same, to know how many values are wanted.
    """

    def evaluate(*columns: pa.Array) -> pa.Array:
        names = [f"c{i}" for i in range(len(columns))]
        connection = _connection()
        connection.register("arguments", pa.Table.from_arrays(list(columns), names=names))
        values = connection.sql(island.query).to_arrow_table().column(0)
        connection.unregister("arguments")
        return pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)

    return evaluate


@functools.cache
def _connection() -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    connection.execute("SET TimeZone = 'UTC'")
    return connection
