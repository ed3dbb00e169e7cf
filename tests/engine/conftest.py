"""Engine tests run on both engines: take the fixture ``backend``, or ``same_on_both`` to compare rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.spark import Spark
from jianfu.engine.backends.spark_process import SparkSettings
from jianfu.engine.schema.inputs import STATED_NONE, TABLES

SameOnBoth = Callable[..., pa.Table]


@pytest.fixture(scope="session")
def spark_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSettings]:
    """Give the settings of the one Spark driver that the whole test run shares, and keep that driver running."""
    settings = SparkSettings(master="local[2]", memory="1g", partitions=2)
    with closing(Spark(tmp_path_factory.mktemp("driver"), settings=settings, memory_limit="300MB")):
        yield settings


def _open(engine: str, request: pytest.FixtureRequest, scratch: Path) -> Backend:
    if engine == "duckdb":
        return DuckDB(scratch, memory_limit="500MB")
    return Spark(scratch, settings=request.getfixturevalue("spark_settings"), memory_limit="500MB")


BOTH = ["duckdb", pytest.param("spark", marks=pytest.mark.spark)]


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """Give an open session with a scratch folder of its own, once on each engine."""
    with closing(_open(request.param, request, tmp_path / "scratch")) as opened:
        yield opened


@pytest.fixture(scope="session", params=BOTH)
def session_backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """Give one open session to the whole test run, once on each engine."""
    with closing(_open(request.param, request, tmp_path_factory.mktemp("scratch"))) as opened:
        yield opened


@pytest.fixture(scope="module", params=BOTH)
def module_backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """Give one open session to all tests of a module, once on each engine."""
    with closing(_open(request.param, request, tmp_path_factory.mktemp("scratch"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def same_on_both(spark_settings: SparkSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SameOnBoth]:
    """Give a function (query, tables) that runs a query on both engines, compares columns and rows, and returns them.

    *tables* are Arrow tables by name. Rows are compared as a bag, or as they come with ``ordered=True``. Its tests
    need the marker ``spark``.
    """
    folder = tmp_path_factory.mktemp("both")
    with ExitStack() as stack:
        engines: list[Backend] = [
            stack.enter_context(closing(DuckDB(folder / "duckdb", memory_limit="500MB"))),
            stack.enter_context(closing(Spark(folder / "spark", settings=spark_settings, memory_limit="500MB"))),
        ]

        known: dict[str, pa.Table] = {}

        def compare(query: str, tables: dict[str, pa.Table] | None = None, *, ordered: bool = False) -> pa.Table:
            for name, table in (tables or {}).items():
                if known.get(name) is table:
                    continue
                known[name] = table
                path = folder / f"{name}.parquet"
                pq.write_table(table, path)
                for engine in engines:
                    engine.read(path, name)
            expected, found = (engine.sql(query) for engine in engines)
            assert found.schema == expected.schema
            assert _rows(found, ordered) == _rows(expected, ordered)
            return expected

        yield compare


def _rows(table: pa.Table, ordered: bool) -> list[str]:
    rows = [repr(tuple(row.values())) for row in table.to_pylist()]
    return rows if ordered else sorted(rows)


ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}
INCOMPLETE = pa.schema([("table_code", pa.string()), ("asset_id", pa.string())])
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def _write_clean(rows: Rows, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        fields = [(column.code, ARROW[column.sql_type]) for column in table.columns]
        schema = pa.schema([*fields, (STATED_NONE, pa.string())])
        given = pa.Table.from_pylist(list(rows.get(table.code, ())), schema=schema)
        pq.write_table(given, folder / f"{table.code}.parquet")
    incomplete = pa.Table.from_pylist(list(rows.get("incomplete", ())), schema=INCOMPLETE)
    pq.write_table(incomplete, folder / "incomplete.parquet")
    return folder


@pytest.fixture(scope="session")
def write_clean() -> Callable[[Rows, Path], Path]:
    """Give a function that writes rows as the clean tables a reader would leave, and returns their folder."""
    return _write_clean
