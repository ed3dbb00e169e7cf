"""Every translated construct, executed on both engines with the same columns, types and rows."""

import datetime as dt
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.translate import translate

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
TABLES = {"t": T, "u": U}

CASES = {
    "an alias never hides the column it is named after": """
        SELECT n + 1 AS n, n * 2 AS m, coalesce(s, '') AS s FROM t WHERE n = 7 OR s IS NULL""",
    "a group by a column that an alias hides": "SELECT coalesce(s, '') AS s, count(*) AS c FROM t GROUP BY s HAVING s <> 'x'",
    "an order by an alias that hides a column": "SELECT -n AS n, id FROM t ORDER BY n, id",
    "nulls come last": "SELECT n, s FROM t ORDER BY n DESC, s",
    "exclude, replace and qualify": """
        SELECT * EXCLUDE (d, x) REPLACE (n + 1 AS n) FROM t
        QUALIFY row_number() OVER (PARTITION BY b ORDER BY n DESC, id) = 1""",
    "string functions count characters": """
        SELECT lower(s), upper(s), length(s), trim(s), s[1:2], s[2], substr(s, 2, 1), substr(s, 0, 2), substr(s, -2),
          left(s, 2), left(s, -1), right(s, 2), replace(s, '水', '火'), replace(s, '', 'x'), reverse(s), strpos(s, '务'),
          contains(s, '务'), starts_with(s, '市'), suffix(s, '局'), prefix(s, '市'), s ^@ '市', lpad(s, 6, '*'),
          repeat(s, 2), ascii(s), split_part(codes, ';', 2), levenshtein(s, '市水务局'), hash(s), md5(s) FROM t""",
    "casts to text": """
        SELECT CAST(x AS VARCHAR), CAST(m AS VARCHAR), CAST(b AS VARCHAR), CAST(d AS VARCHAR), CAST(t AS VARCHAR),
          CAST(n AS VARCHAR), CAST(id AS VARCHAR), CAST(1e7 AS VARCHAR), CAST(0.0001::DOUBLE AS VARCHAR) FROM t""",
    "casts from text and of numbers": """
        SELECT '1.5'::INT, TRY_CAST(s AS INT), TRY_CAST('2024-02-30' AS DATE), CAST('2024-02-29' AS DATE), 2.5::INT,
          '12'::BIGINT + 1, CAST(n AS TINYINT), CAST(m AS DECIMAL(18,2)), CAST(m AS INT), CAST(n AS DOUBLE), 'yes'::BOOLEAN,
          d::TIMESTAMP, t::DATE, TRY_CAST(n * 100 AS TINYINT) FROM t""",
    "text put together": "SELECT n || '-' || s || b || d, concat(n, s, NULL, x, m), concat_ws(',', s, n, b), 'a' || NULL FROM t",
    "quotes and backslashes": r"SELECT 'a\b', 'it''s', '\n', e'\n', '%_' FROM t",
    "division": "SELECT n / 2, n // 2, -n // 2, n % 3, -n % 3, n / nullif(n - 7, 0), n / 0, x / 3, m / 2 FROM t",
    "arithmetic": "SELECT -n, m * m, m + 1, m - m, n * x, x + 0.1, abs(n - 20), round(x, 1), round(m, 2), ceil(m) FROM t",
    "dates": """
        SELECT d - DATE '2020-01-01', d + 1, d - 1, date_diff('day', d, DATE '2024-05-05'), year(d), month(d),
          date_diff('month', d, DATE '2024-05-05'), d + INTERVAL 3 DAY, extract(day FROM d), date_trunc('month', d),
          strftime(d, '%Y年%m月'), dayofweek(d), isodow(d), t + INTERVAL 1 HOUR, epoch(t),
          date_diff('day', t, TIMESTAMP '2024-05-05 00:00:00') FROM t""",
    "patterns": """
        SELECT regexp_matches(s, '水务|局'), s ~ '^市.*局$', regexp_replace(s, '[ 市]', '', 'g'), s LIKE '%水%',
          regexp_extract(s, '(水.)', 1), s NOT LIKE '市%', s ILIKE '%ok', s LIKE '市$_%' ESCAPE '$', s SIMILAR TO '市.*'
        FROM t""",
    "comparisons with null": """
        SELECT n IS DISTINCT FROM 10, n IS NOT DISTINCT FROM NULL, b IS NOT TRUE, n BETWEEN 7 AND 9, n NOT IN (7, 8),
          n IN (7, NULL), s IN ('Water OK'), d >= '2024-01-01', t < '2024-01-01 00:00:00', n = 10.0, n < x FROM t""",
    "choices": """
        SELECT CASE WHEN n > 7 THEN 1 WHEN s IS NULL THEN 2 END, CASE b WHEN TRUE THEN 'T' ELSE 'F' END, if(n > 7, 'a', 'b'),
          CASE WHEN lower(s) = 'x' THEN 'y' ELSE s || '!' END, ifnull(n, 0), coalesce(m, 0), nullif(n, 10),
          greatest(n, id), least(s, 'a'), greatest(n, NULL, 3) FROM t""",
    "a cast that only some rows survive": "SELECT CASE WHEN s LIKE '市%' THEN 0 ELSE length(s)::INT // (id - 1) END FROM t",
    "lists": """
        SELECT string_split(codes, ';'), list_contains(string_split(codes, ';'), 'points'), [n, 1], len([1, 2]),
          list_filter(string_split(codes, ';'), lambda x: x <> 'points' AND length(x) > 0), list_aggregate([n, 2], 'sum'),
          [y FOR y IN string_split(codes, ';') IF y <> ''], array_to_string([s, 'x'], ';'), [1, 2, 3][2] FROM t""",
    "structs and json": "SELECT json_object('a', n, 'b', s), to_json({'a': n, 'b': [s]}), {'a': n, 'b': s}, {'q': n}.q FROM t",
    "unnest among the columns": "SELECT id, unnest(string_split(codes, ';')) AS code FROM t",
    "unnest in from": """
        SELECT t.id, c.code, w.v FROM t, unnest(string_split(t.codes, ';')) AS c(code)
        LEFT JOIN (VALUES ('points', 1)) AS w(k, v) ON w.k = c.code""",
    "unnest that keeps rows without a list": """
        SELECT t.id, c.code FROM t LEFT JOIN unnest(string_split(codes, ';')) AS c(code) ON TRUE""",
    "series": "SELECT k.range * 2 AS k, g.i FROM range(3) AS k, generate_series(1, 2) AS g(i)",
    "aggregates": """
        SELECT b, count(*) FILTER (WHERE n > 7) AS c, max_by(s, id) AS m, arg_min(s, n + id) AS mm, avg(m), avg(n), sum(n),
          sum(m), sum(b), median(n), quantile_cont(x, 0.25), min(s), max(d), bool_or(b), bool_and(n > 5), any_value(b),
          count_if(n > 7), count(DISTINCT n), count(DISTINCT (b, n)), sum(DISTINCT n) FROM t GROUP BY b""",
    "lists and text from groups": """
        SELECT b, list(n ORDER BY n DESC, id), list(DISTINCT n ORDER BY n), list(s ORDER BY id) FILTER (WHERE n = 10),
          string_agg(s, ';' ORDER BY id DESC), string_agg(n, ',' ORDER BY id),
          string_agg(DISTINCT s, ';' ORDER BY s DESC) FILTER (WHERE n > 0) FROM t GROUP BY b""",
    "a list joined": "SELECT array_to_string(list_sort(list(s)), '|') FROM t",
    "aggregates of no rows": "SELECT count(*), sum(n), string_agg(s, ';'), list(n), avg(m), max_by(s, n) FROM t WHERE id > 9",
    "a group by an expression that only DuckDB computes": """
        SELECT lower(s) || '!' AS x, count(*) AS c FROM t GROUP BY lower(s) HAVING lower(s) <> 'a' ORDER BY x""",
    "group by all and order by all": "SELECT lower(s) AS l, b, count(*) AS c FROM t GROUP BY ALL ORDER BY ALL DESC",
    "grouping by place": "SELECT n % 3, count(*) FROM t GROUP BY 1 ORDER BY 1",
    "windows": """
        SELECT id, row_number() OVER (PARTITION BY b ORDER BY n, id) AS r, count(*) OVER (PARTITION BY n) AS c,
          lag(s) OVER (ORDER BY id) AS lg, sum(n) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS rs,
          first_value(s) OVER (PARTITION BY n ORDER BY id) AS fv, max(n) FILTER (WHERE b) OVER (PARTITION BY b) AS mf,
          dense_rank() OVER w AS dr, count(*) OVER (PARTITION BY lower(s)) AS cl FROM t WINDOW w AS (ORDER BY n)""",
    "joins on what only DuckDB computes": """
        SELECT a.id, b.id AS other FROM t a LEFT JOIN t b ON lower(a.s) = lower(b.s) AND a.n < b.n + 100""",
    "using, semi and anti": """
        SELECT t.id, u.k FROM t JOIN u USING (id) WHERE t.id IN (SELECT t.id FROM t SEMI JOIN u ON u.id = t.id)
        UNION ALL SELECT t.id, NULL FROM t ANTI JOIN u ON u.id = t.id""",
    "sub-queries": """
        SELECT id, (SELECT count(*) FROM u WHERE u.id = t.id) AS c, lower((SELECT max(s) FROM u)) AS m FROM t
        WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id AND u.k > 7) AND id IN (SELECT id FROM u)
          AND n >= (SELECT min(k) FROM u) AND (b, n) IN (SELECT b, k FROM u JOIN t USING (id))""",
    "common tables": "WITH c AS MATERIALIZED (SELECT id AS i FROM t), e AS (SELECT i + 1 AS j FROM c) SELECT * FROM e JOIN c ON i = j",
    "recursion": "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 5) SELECT sum(i) AS s FROM r",
    "sets of rows": "SELECT id FROM t EXCEPT SELECT k FROM u UNION ALL (SELECT id FROM t INTERSECT SELECT id FROM u)",
    "a union of numbers and text": "SELECT id, 1 AS z FROM t UNION SELECT id, 'x' FROM t UNION ALL SELECT 0, NULL",
    "distinct on": "SELECT DISTINCT ON (b) b, id FROM t ORDER BY b, id DESC",
    "distinct ordered by what only DuckDB computes": "SELECT DISTINCT lower(s) AS l FROM t ORDER BY lower(s)",
    "from first": "FROM t SELECT id WHERE s LIKE '市%' OR b",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_spark_and_duckdb_give_the_same_rows(same_on_both, query: str) -> None:  # type: ignore[no-untyped-def]
    same_on_both(query, TABLES, ordered="ORDER BY" in query.rsplit(")", 1)[-1])


REFUSED = [
    "SELECT * FROM t USING SAMPLE 1",
    "SELECT random() FROM t",
    "SELECT current_date FROM t",
    "SELECT first(s ORDER BY id) FROM t",
    "SELECT stddev(x) FROM t",
    "SELECT max(n, 2) FROM t",
    "SELECT list(s) OVER (PARTITION BY n) FROM t",
    "SELECT unnest([1, 2]), unnest(['a'])",
    "SELECT id FROM t UNION ALL BY NAME SELECT id FROM t",
    "PIVOT t ON b USING sum(n)",
    "SELECT * FROM t ASOF JOIN (SELECT d AS since FROM t) AS o ON t.d >= o.since",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_promised_is_refused_before_it_runs(tmp_path: Path, query: str) -> None:
    with closing(DuckDB(tmp_path)) as duckdb:
        duckdb.sql("SELECT 1 AS id, 1 AS n, 's' AS s, 0.5::DOUBLE AS x, TRUE AS b, DATE '2026-01-25' AS d", into="t")
        with pytest.raises(UnableToTranslate, match="Spark"):
            translate(query, duckdb)


def test_what_spark_is_trusted_with_needs_no_island(tmp_path: Path) -> None:
    with closing(DuckDB(tmp_path)) as duckdb:
        duckdb.sql("SELECT 1::BIGINT AS n, '局' AS s, DATE '2026-01-25' AS d", into="t")
        translation = translate(
            "SELECT CASE WHEN date_diff('day', d, DATE '2026-03-01') > 14 AND s LIKE '市%' THEN n + 1 ELSE 0 END AS c FROM t",
            duckdb,
        )
    assert translation.islands == ()
    assert translation.columns == (("c", "BIGINT"),)


def test_an_equality_of_islands_stays_an_equality_for_the_join(tmp_path: Path) -> None:
    with closing(DuckDB(tmp_path)) as duckdb:
        duckdb.sql("SELECT '局' AS s", into="t")
        translation = translate("SELECT a.s FROM t a JOIN t b ON lower(a.s) = lower(b.s)", duckdb)
    assert len(translation.islands) == 1
    assert translation.sql.count(f"{translation.islands[0].name.upper()}(") == 2
    assert " = " in translation.sql
