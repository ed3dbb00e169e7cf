import pytest
import sqlglot

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.expression_type import ExpressionTypes
from jianfu.engine.backends.relation import prepared
from jianfu.engine.backends.resolve import resolved


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT id, n, s, m, t FROM t", ["INTEGER", "BIGINT", "VARCHAR", "DECIMAL(18,4)", "TIMESTAMP"]),
        ("SELECT id + n, length(s), d - d, m * m, n / 2, n > 3 FROM t", None),
        ("SELECT sum(id), avg(m), list(s), max_by(d, n) FROM t", None),
        ("SELECT row_number() OVER (ORDER BY n), lag(m) OVER (ORDER BY n) FROM t", None),
        ("WITH c AS (SELECT sum(id) AS total, b FROM t GROUP BY b) SELECT total, b FROM c", None),
        ("SELECT q.y FROM (SELECT x + 1 AS y FROM t) AS q", None),
        ("SELECT c.code FROM t, unnest(string_split(codes, ';')) AS c(code)", None),
        ("SELECT s || n, coalesce(m, 0), coalesce(m, m) FROM t", None),
        ("SELECT CASE WHEN b THEN n END, CASE WHEN b THEN 1 ELSE n END FROM t", None),
        ("SELECT NULL || NULL, [n] || [n], coalesce(NULL, s), s || NULL FROM t", None),
        ("SELECT v.a, v.b FROM (VALUES (1, 'x')) AS v(a, b)", None),
        ("SELECT id FROM t UNION ALL SELECT k FROM u", ["BIGINT"]),
        ("SELECT (SELECT max(k) FROM u), EXISTS (SELECT 1 FROM u), NULL FROM t", None),
        ("SELECT list_filter(string_split(codes, ';'), lambda y: y <> s) FROM t", None),
    ],
)
def test_every_column_has_the_type_duckdb_gives_it(embedded: DuckDB, query: str, types: list[str] | None) -> None:
    tree = resolved(prepared(sqlglot.parse_one(query, dialect="duckdb")), embedded)
    told = [sql_type for _, sql_type in ExpressionTypes(embedded, tree).outputs(tree)]
    assert told == (types or [sql_type for _, sql_type in embedded.columns(query)])
