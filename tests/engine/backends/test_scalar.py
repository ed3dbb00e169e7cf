"""Scalar expressions, whether Spark computes them or DuckDB on an island."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.translate import translate

CASES = {
    "string functions count characters": """
        SELECT lower(s), upper(s), length(s), trim(s), s[1:2], s[2], substr(s, 2, 1), substr(s, 0, 2), substr(s,
        -2), left(s, 2), left(s, -1), right(s, 2), replace(s, '水', '火'), replace(s, '', 'x'), reverse(s),
        strpos(s, '务'), contains(s, '务'), starts_with(s, '市'), suffix(s, '局'), prefix(s, '市'), s ^@ '市', lpad(s,
        6, '*'), repeat(s, 2), ascii(s), split_part(codes, ';', 2), levenshtein(s, '市水务局'), hash(s), md5(s) FROM
        t""",
    "casts to text": """
        SELECT CAST(x AS VARCHAR), CAST(m AS VARCHAR), CAST(b AS VARCHAR), CAST(d AS VARCHAR), CAST(t AS
        VARCHAR), CAST(n AS VARCHAR), CAST(id AS VARCHAR), CAST(1e7 AS VARCHAR), CAST(0.0001::DOUBLE AS VARCHAR)
        FROM t""",
    "casts from text and of numbers": """
        SELECT '1.5'::INT, TRY_CAST(s AS INT), TRY_CAST('2024-02-30' AS DATE), CAST('2024-02-29' AS DATE),
        2.5::INT, '12'::BIGINT + 1, CAST(n AS TINYINT), CAST(m AS DECIMAL(18,2)), CAST(m AS INT), CAST(n AS
        DOUBLE), 'yes'::BOOLEAN, d::TIMESTAMP, t::DATE, TRY_CAST(n * 100 AS TINYINT) FROM t""",
    "text put together": """
        SELECT n || '-' || s || b || d, concat(n, s, NULL, x, m), concat_ws(',', s, n, b), 'a' || NULL FROM t""",
    "quotes and backslashes": r"SELECT 'a\b', 'it''s', '\n', e'\n', '%_' FROM t",
    "division": """
        SELECT n / 2, n // 2, -n // 2, n % 3, -n % 3, n / nullif(n - 7, 0), n / 0, x / 3, m / 2 FROM t""",
    "arithmetic": """
        SELECT -n, m * m, m + 1, m - m, n * x, x + 0.1, abs(n - 20), round(x, 1), round(m, 2), ceil(m) FROM t""",
    "dates": """
        SELECT d - DATE '2020-01-01', d + 1, d - 1, date_diff('day', d, DATE '2024-05-05'), year(d), month(d),
        date_diff('month', d, DATE '2024-05-05'), d + INTERVAL 3 DAY, extract(day FROM d), date_trunc('month',
        d), strftime(d, '%Y年%m月'), dayofweek(d), isodow(d), t + INTERVAL 1 HOUR, epoch(t), date_diff('day', t,
        TIMESTAMP '2024-05-05 00:00:00') FROM t""",
    "patterns": """
        SELECT regexp_matches(s, '水务|局'), s ~ '^市.*局$', regexp_replace(s, '[ 市]', '', 'g'), s LIKE '%水%',
        regexp_extract(s, '(水.)', 1), s NOT LIKE '市%', s ILIKE '%ok', s LIKE '市$_%' ESCAPE '$', s SIMILAR TO
        '市.*' FROM t""",
    "comparisons with null": """
        SELECT n IS DISTINCT FROM 10, n IS NOT DISTINCT FROM NULL, b IS NOT TRUE, n BETWEEN 7 AND 9, n NOT IN
        (7, 8), n IN (7, NULL), s IN ('Water OK'), d >= '2024-01-01', t < '2024-01-01 00:00:00', n = 10.0, n < x
        FROM t""",
    "choices": """
        SELECT CASE WHEN n > 7 THEN 1 WHEN s IS NULL THEN 2 END, CASE b WHEN TRUE THEN 'T' ELSE 'F' END, if(n >
        7, 'a', 'b'), CASE WHEN lower(s) = 'x' THEN 'y' ELSE s || '!' END, ifnull(n, 0), coalesce(m, 0),
        nullif(n, 10), greatest(n, id), least(s, 'a'), greatest(n, NULL, 3) FROM t""",
    "a cast that only some rows survive": "SELECT CASE WHEN s LIKE '市%' THEN 0 ELSE length(s) // (id - 1) END FROM t",
    "lists": """
        SELECT string_split(codes, ';'), list_contains(string_split(codes, ';'), 'points'), [n, 1], len([1, 2]),
        list_filter(string_split(codes, ';'), lambda x: x <> 'points' AND length(x) > 0), list_aggregate([n, 2],
        'sum'), [y FOR y IN string_split(codes, ';') IF y <> ''], array_to_string([s, 'x'], ';'), [1, 2, 3][2]
        FROM t""",
    "structs and json": """
        SELECT json_object('a', n, 'b', s), to_json({'a': n, 'b': [s]}), {'a': n, 'b': s}, {'q': n}.q FROM t""",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_both_engines_give_the_same_rows(agree: Callable[[str], pa.Table], query: str) -> None:
    agree(query)


TRUSTED = [
    "CASE WHEN date_diff('day', d, DATE '2026-03-01') > 14 AND s LIKE '市%' THEN n + 1 ELSE 0 END",
    "n || '-' || d || coalesce(s, '')",
    "d >= '2026-01-25' AND regexp_matches(s, '水务|局')",
    "strpos(codes, '|NM-04|') > 0 OR length(s) > 3",
    "n / nullif(id, 0) > 2",
    "CAST(m AS VARCHAR)",
]


@pytest.mark.parametrize("expression", TRUSTED)
def test_spark_computes_what_it_is_trusted_with_itself(embedded: DuckDB, expression: str) -> None:
    assert translate(f"SELECT {expression} AS c FROM t", embedded).islands == ()


NOT_TRUSTED = ["lower(s)", "CAST(x AS VARCHAR)", "s::INT", "regexp_matches(s, 'a.*b$')", "n / id", "m * m"]


@pytest.mark.parametrize("expression", NOT_TRUSTED)
def test_duckdb_computes_what_spark_would_compute_otherwise(embedded: DuckDB, expression: str) -> None:
    assert len(translate(f"SELECT {expression} AS c FROM t", embedded).islands) == 1
