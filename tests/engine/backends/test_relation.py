"""Lists and series in FROM."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.translate import translate

CASES = {
    "unnest among the columns": "SELECT id, unnest(string_split(codes, ';')) AS code FROM t",
    "unnest in from": """
        SELECT t.id, c.code, w.v FROM t, unnest(string_split(t.codes, ';')) AS c(code) LEFT JOIN (VALUES
        ('points', 1)) AS w(k, v) ON w.k = c.code""",
    "unnest that keeps rows without a list": """
        SELECT t.id, c.code FROM t LEFT JOIN unnest(string_split(codes, ';')) AS c(code) ON TRUE""",
    "series": "SELECT k.range * 2 AS k, g.i FROM range(3) AS k, generate_series(1, 2) AS g(i)",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_both_engines_give_the_same_rows(agree: Callable[[str], pa.Table], query: str) -> None:
    agree(query)


REFUSED = [
    "SELECT * FROM t USING SAMPLE 1",
    "SELECT random() FROM t",
    "SELECT current_date FROM t",
    "SELECT unnest([1, 2]), unnest(['a'])",
    "SELECT id FROM t UNION ALL BY NAME SELECT id FROM t",
    "FROM (PIVOT t ON b IN (TRUE) USING sum(n))",
    "SELECT id FROM t ASOF JOIN (SELECT d AS since FROM t) AS o ON t.d >= o.since",
    "SELECT i, p FROM unnest([1]) WITH ORDINALITY AS v(i, p)",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_promised_is_refused_before_it_runs(embedded: DuckDB, query: str) -> None:
    with pytest.raises(UnableToTranslate, match="Spark"):
        translate(query, embedded)
