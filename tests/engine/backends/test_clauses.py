"""Clauses that rest on what only DuckDB computes."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.translate import translate

CASES = {
    "nulls come last": "SELECT n, s FROM t ORDER BY n DESC, s",
    "a group by an expression that only DuckDB computes": """
        SELECT lower(s) || '!' AS x, count(*) AS c FROM t GROUP BY lower(s) HAVING lower(s) <> 'a' ORDER BY x""",
    "joins on what only DuckDB computes": """
        SELECT a.id, b.id AS other FROM t a LEFT JOIN t b ON lower(a.s) = lower(b.s) AND a.n < b.n + 100""",
    "using, semi and anti": """
        SELECT t.id, u.k FROM t JOIN u USING (id) WHERE t.id IN (SELECT t.id FROM t SEMI JOIN u ON u.id = t.id)
        UNION ALL SELECT t.id, NULL FROM t ANTI JOIN u ON u.id = t.id""",
    "distinct ordered by what only DuckDB computes": "SELECT DISTINCT lower(s) AS l FROM t ORDER BY lower(s)",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_both_engines_give_the_same_rows(agree: Callable[[str], pa.Table], query: str) -> None:
    agree(query)


def test_an_equality_of_islands_stays_an_equality_for_the_join(embedded: DuckDB) -> None:
    translation = translate("SELECT a.id FROM t a JOIN t b ON lower(a.s) = lower(b.s)", embedded)
    (island,) = translation.islands
    left, right = translation.sql.split(" ON ")[1].split(" = ")
    assert left.upper().startswith(island.name.upper())
    assert right.upper().startswith(island.name.upper())


def test_one_expression_is_one_island_however_often_it_stands(embedded: DuckDB) -> None:
    translation = translate("SELECT lower(s) AS a FROM t WHERE lower(s) <> upper(s) ORDER BY lower(s) DESC", embedded)
    assert sorted(island.expression for island in translation.islands) == ["LOWER(c0)", "UPPER(c0)"]
