"""One small table with every type and every trap, and the comparison of a query over it on both engines."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB

Agree = Callable[[str], pa.Table]

T = pa.table(
    {
        "id": pa.array([1, 2, 3, 4], pa.int32()),
        "n": pa.array([10, None, 7, 10], pa.int64()),
        "s": ["市水务局", "Water OK", None, "市 水务"],
        "d": [dt.date(2024, 2, 29), dt.date(2023, 12, 31), None, dt.date(2024, 3, 1)],
        "x": [1.5, -1e20, None, 0.1],
        "m": pa.array([Decimal("1.2345"), Decimal("-0.5"), None, Decimal(100)], pa.decimal128(18, 4)),
        "b": [True, False, None, None],
        "t": pa.array(
            [
                dt.datetime(2024, 1, 2, 3, 4, 5),
                dt.datetime(2023, 1, 2, 3, 4, 5, 500000),
                None,
                dt.datetime(1999, 12, 31),
            ],
            pa.timestamp("us"),
        ),
        "codes": ["checkin;points", "points", None, ""],
    }
)
U = pa.table(
    {"id": pa.array([1, 3, 4], pa.int32()), "k": pa.array([10, 7, 10], pa.int64()), "s": ["市水务局!", None, "x"]}
)


@pytest.fixture(scope="session")
def agree(same_on_both: Callable[..., pa.Table]) -> Agree:
    """Give a function that runs a query over tables t and u on both engines, and compares columns, types and rows."""

    def compare(query: str) -> pa.Table:
        return same_on_both(query, {"t": T, "u": U}, ordered="ORDER BY" in query.rsplit(")", 1)[-1])

    return compare


@pytest.fixture
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDB]:
    """Give an embedded DuckDB that knows tables t and u."""
    with closing(DuckDB(tmp_path_factory.mktemp("embedded"))) as duckdb:
        for name, table in (("t", T), ("u", U)):
            duckdb._connection.register(f"given_{name}", table)
            duckdb.sql(f"SELECT * FROM given_{name}", into=name)
        yield duckdb
