"""What only Spark promises, and random tables through the queries detection asks, on both engines."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.spark import Spark
from jianfu.engine.backends.spark_process import SparkSettings

pytestmark = pytest.mark.spark

TEXTS = st.one_of(
    st.sampled_from(["", "市水务局", "水务局", "市 水务", "Water", "water", "a;b", ";", "100%", "a_b", "𠮷野", "é"]),
    st.text(alphabet="水务局市 aAbB;%_'\"\\|(0\n\u3000é𠮷", max_size=6),
)
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", None]),
        st.none() | TEXTS,
        st.none() | st.integers(-5, 5) | st.integers(-(2**40), 2**40),
        st.none() | DATES,
        st.none() | DATES,
        st.none() | st.decimals(Decimal(-(10**9)), Decimal(10**9), places=4),
        st.none() | st.booleans(),
        st.none() | st.floats(-1e12, 1e12).map(lambda x: x + 0.0),
        st.none() | st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2030, 1, 1)),
    ),
    min_size=12,
    max_size=30,
)
TYPES = {
    "k": pa.string(),
    "s": pa.string(),
    "n": pa.int64(),
    "d": pa.date32(),
    "e": pa.date32(),
    "m": pa.decimal128(18, 4),
    "b": pa.bool_(),
    "x": pa.float64(),
    "t": pa.timestamp("us"),
}

QUERIES = {
    "left joins": """
        SELECT a.id, c.id AS other, coalesce(c.s, '-') AS s FROM r a LEFT JOIN r c ON c.k = a.k AND c.n < a.n AND c.b
        LEFT JOIN (SELECT k, count(*) AS size FROM r GROUP BY k) g ON g.k = a.k AND g.size > 3""",
    "groups with filters": """
        SELECT k, b, count(*) FILTER (WHERE n > 0 AND s IS NOT NULL) AS some, count(DISTINCT s) AS texts, sum(n) AS t,
          sum(CASE WHEN b THEN m END) AS money, min(s) AS first, max(d) AS last, bool_or(n > 3) AS any, avg(n) AS mean,
          count_if(s LIKE '%水%') AS water FROM r GROUP BY k, b HAVING count(*) > 1 OR k IS NOT NULL""",
    "the latest by a text key": """
        SELECT k, max_by(s, coalesce(CAST(d AS VARCHAR), '') || '|' || CAST(id AS VARCHAR)) AS latest,
          min_by(n, CAST(id AS VARCHAR)) AS least, max_by(b, id) FILTER (WHERE n > 0) AS flag FROM r GROUP BY k""",
    "casts to text": """
        SELECT CAST(n AS VARCHAR), CAST(d AS VARCHAR), CAST(m AS VARCHAR), CAST(b AS VARCHAR), CAST(x AS VARCHAR),
          CAST(t AS VARCHAR), k || '|' || n || '|' || coalesce(s, '') || '|' || b || d || m || x || t FROM r""",
    "chains of choices": """
        SELECT CASE WHEN n > 3 AND b THEN CASE WHEN s = '' THEN 1 ELSE 2 END WHEN n > 3 IS NULL THEN 3
          WHEN date_diff('day', d, e) BETWEEN 7 AND 90 THEN 4 ELSE 5 END AS verdict,
          CASE k WHEN '甲' THEN 'one' WHEN '乙' THEN 'two' END AS word, n IN (1, 2, NULL) AS among FROM r""",
    "patterns and replacements": """
        SELECT regexp_matches(s, '水务|局$'), regexp_matches(s, '水|a'), regexp_replace(s, '[ ;]+', '-', 'g'),
          replace(s, ';', '、'), s LIKE '%水%', s LIKE 'a\\_%', strpos(s, '局'), length(s), lower(s), upper(s), trim(s),
          starts_with(s, '市'), contains(s, '%'), substr(s, 2, 2), left(s, 3) FROM r""",
    "days": """
        SELECT date_diff('day', d, e), e - d, d + 14, d - 7, date_diff('month', d, e), year(d), month(d), d > e,
          d < '2024-01-01', date_diff('day', t, CAST(d AS TIMESTAMP)), CAST(t AS DATE), d + INTERVAL 1 MONTH FROM r""",
    "numbers": """
        SELECT n / 3, n // 3, n % 3, n / nullif(id, 0), m + n, m - m, m * 2, n < x, n = m, abs(n), -n, round(m, 1),
          coalesce(n, 0) + 1, greatest(n, id), least(n, 0), CAST(n AS DOUBLE) * 1.5 FROM r""",
    "windows": """
        SELECT id, row_number() OVER (PARTITION BY k ORDER BY d DESC, id) AS place, count(*) OVER (PARTITION BY s) AS c,
          lag(n) OVER (PARTITION BY b ORDER BY id) AS before, sum(n) OVER (PARTITION BY k ORDER BY id) AS running,
          max(s) OVER (PARTITION BY k) AS top FROM r QUALIFY row_number() OVER (PARTITION BY k ORDER BY id) < 5""",
    "lists in order": """
        SELECT k, string_agg(s, ';' ORDER BY s DESC, id) AS texts, list(n ORDER BY n, id) AS numbers,
          array_to_string(list_sort(list(DISTINCT s)), '|') AS sorted, list_sort(list(id)) AS ids FROM r GROUP BY k""",
    "lists taken apart": """
        SELECT r.id, c.part, count(*) OVER (PARTITION BY c.part) AS n FROM r, unnest(string_split(r.s, ';')) AS c(part)
        WHERE c.part <> ''""",
    "unions": """
        SELECT id, 'a' AS kind, s FROM r WHERE n > 0 UNION ALL SELECT id, 'b', CAST(n AS VARCHAR) FROM r
        UNION ALL SELECT DISTINCT 0, k, NULL FROM r""",
    "groups by what only DuckDB computes": """
        SELECT lower(trim(s)) AS name, count(*) AS n, count(DISTINCT upper(k)) AS keys FROM r GROUP BY lower(trim(s))
        HAVING lower(trim(s)) <> 'water'""",
}


def _table(rows: list[tuple[object, ...]]) -> pa.Table:
    columns = {name: [row[i] for row in rows] for i, name in enumerate(TYPES)}
    typed = {name: pa.array(values, TYPES[name]) for name, values in columns.items()}
    return pa.table({"id": pa.array(range(len(rows)), pa.int64()), **typed})


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_random_tables_give_the_same_rows(same_on_both: Callable[..., pa.Table], query: str) -> None:
    @settings(max_examples=4)
    @given(ROWS)
    def check(rows: list[tuple[object, ...]]) -> None:
        same_on_both(query, {"r": _table(rows)})

    check()


def test_spark_writes_the_same_bytes_as_duckdb(spark_settings: SparkSettings, tmp_path: Path) -> None:
    rows = [(f"k{i % 7}", f"名{i % 11}", i, None, dt.date(2026, 1, 1 + i % 28), Decimal(i) / 4, i % 2 == 0, i / 3, None)
            for i in range(500)]  # fmt: skip
    pq.write_table(_table(rows), tmp_path / "r.parquet")
    query = "SELECT k, s, e, m, b, x, t, ['a', s] AS l, {'n': n, 'd': d} AS st FROM r WHERE lower(s) <> '名3'"
    for engine in (DuckDB(tmp_path / "one"), Spark(tmp_path / "two", settings=spark_settings)):
        with closing(engine):
            engine.read(tmp_path / "r.parquet", "r")
            engine.sql(query, into="kept")
            engine.write("kept", tmp_path / f"{engine.name}.parquet", ("k", "s"))
    assert (tmp_path / "spark.parquet").read_bytes() == (tmp_path / "duckdb.parquet").read_bytes()


def test_closing_leaves_nothing_behind_and_may_be_repeated(spark_settings: SparkSettings, tmp_path: Path) -> None:
    session = Spark(tmp_path, settings=spark_settings)
    session.sql("SELECT 1 AS n", into="kept")
    session.sql("SELECT n + 1 AS n FROM kept", into="kept")
    assert len(list((tmp_path / "spark" / "tables").iterdir())) == 1
    session.close()
    session.close()
    assert list(tmp_path.iterdir()) == []


def test_sessions_do_not_see_each_others_tables(spark_settings: SparkSettings, tmp_path: Path) -> None:
    with (
        closing(Spark(tmp_path / "one", settings=spark_settings)) as one,
        closing(Spark(tmp_path / "two", settings=spark_settings)) as two,
    ):
        one.sql("SELECT 1 AS n", into="t")
        two.sql("SELECT 2 AS n", into="t")
        assert [engine.sql("SELECT n FROM t")["n"].to_pylist() for engine in (one, two)] == [[1], [2]]
