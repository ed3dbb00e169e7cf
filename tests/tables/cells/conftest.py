"""A DuckDB session with the macros the readings of cells lean on."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from jianfu.tables.cells.sql import macros

Answer = Callable[[str, str | None], object]


@pytest.fixture(scope="session")
def session() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute("SET disabled_optimizers = 'common_subexpressions,in_clause'")
        for statement in macros():
            connection.execute(statement)
        yield connection


@pytest.fixture(scope="session")
def answer(session: duckdb.DuckDBPyConnection) -> Answer:
    """Return a function that evaluates SQL over one cell called ``x``."""

    def _answer(expression: str, cell: str | None) -> object:
        return session.execute(f"SELECT {expression} FROM (SELECT ?::VARCHAR AS x)", [cell]).fetchall()[0][0]

    return _answer
