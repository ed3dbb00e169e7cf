"""Aggregates and windows."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.translate import translate

CASES = {
    "aggregates": """
        SELECT b, count(*) FILTER (WHERE n > 7) AS c, max_by(s, id) AS m, arg_min(s, n + id) AS mm, avg(m),
        avg(n), sum(n), sum(m), sum(b), median(n), quantile_cont(x, 0.25), min(s), max(d), bool_or(b),
        bool_and(n > 5), any_value(b), count_if(n > 7), count(DISTINCT n), count(DISTINCT (b, n)), sum(DISTINCT
        n) FROM t GROUP BY b""",
    "lists and text from groups": """
        SELECT b, list(n ORDER BY n DESC, id), list(DISTINCT n ORDER BY n), list(s ORDER BY id) FILTER (WHERE n
        = 10), string_agg(s, ';' ORDER BY id DESC), string_agg(n, ',' ORDER BY id), string_agg(DISTINCT s, ';'
        ORDER BY s DESC) FILTER (WHERE n > 0) FROM t GROUP BY b""",
    "a list joined": "SELECT array_to_string(list_sort(list(s)), '|') FROM t",
    "aggregates of no rows": """
        SELECT count(*), sum(n), string_agg(s, ';'), list(n), avg(m), max_by(s, n) FROM t WHERE id > 9""",
    "windows": """
        SELECT id, row_number() OVER (PARTITION BY b ORDER BY n, id) AS r, count(*) OVER (PARTITION BY n) AS c,
        lag(s) OVER (ORDER BY id) AS lg, sum(n) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS
        rs, first_value(s) OVER (PARTITION BY n ORDER BY id) AS fv, max(n) FILTER (WHERE b) OVER (PARTITION BY
        b) AS mf, dense_rank() OVER w AS dr, count(*) OVER (PARTITION BY lower(s)) AS cl FROM t WINDOW w AS
        (ORDER BY n)""",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_both_engines_give_the_same_rows(agree: Callable[[str], pa.Table], query: str) -> None:
    agree(query)


REFUSED = [
    "SELECT first(s ORDER BY id) FROM t",
    "SELECT stddev(x) FROM t",
    "SELECT max(n, 2) FROM t",
    "SELECT median(m) FROM t",
    "SELECT list(s) OVER (PARTITION BY n) FROM t",
]


@pytest.mark.parametrize("query", REFUSED)
def test_an_aggregate_not_known_to_agree_is_refused(embedded: DuckDB, query: str) -> None:
    with pytest.raises(UnableToTranslate, match="Spark"):
        translate(query, embedded)
