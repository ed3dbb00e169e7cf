"""Queries within queries."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToRun
from jianfu.engine.backends.translate import translate

CASES = {
    "sub-queries": """
        SELECT id, (SELECT count(*) FROM u WHERE u.id = t.id) AS c, lower((SELECT max(s) FROM u)) AS m FROM t
        WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id AND u.k > 7) AND id IN (SELECT id FROM u) AND n >=
        (SELECT min(k) FROM u) AND (b, n) IN (SELECT b, k FROM u JOIN t USING (id))""",
    "common tables": """
        WITH c AS MATERIALIZED (SELECT id AS i FROM t), e AS (SELECT i + 1 AS j FROM c) SELECT * FROM e JOIN c
        ON i = j""",
    "recursion": """
        WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 5) SELECT sum(i) AS s FROM r""",
    "sets of rows": """
        SELECT id FROM t EXCEPT SELECT k FROM u UNION ALL (SELECT id FROM t INTERSECT SELECT id FROM u)""",
    "a union of numbers and text": "SELECT id, 1 AS z FROM t UNION SELECT id, 'x' FROM t UNION ALL SELECT 0, NULL",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_both_engines_give_the_same_rows(agree: Callable[[str], pa.Table], query: str) -> None:
    agree(query)


def test_the_columns_are_named_and_typed_as_duckdb_names_and_types_them(embedded: DuckDB) -> None:
    translation = translate("SELECT t.id, u.id, sum(n) AS total, hash(t.s) AS h FROM t, u GROUP BY ALL", embedded)
    assert translation.columns == (
        ("id", "INTEGER"),
        ("id_1", "INTEGER"),
        ("total", "BIGINT"),
        ("h", "DECIMAL(20,0)"),
    )


def test_a_query_wrong_for_duckdb_is_wrong_for_spark(embedded: DuckDB) -> None:
    with pytest.raises(UnableToRun, match="absent"):
        translate("SELECT absent FROM t", embedded)
