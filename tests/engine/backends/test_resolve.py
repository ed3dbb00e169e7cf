"""Names, and what ALL and DISTINCT ON mean."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.translate import translate

CASES = {
    "an alias never hides the column it is named after": """
        SELECT n + 1 AS n, n * 2 AS m, coalesce(s, '') AS s FROM t WHERE n = 7 OR s IS NULL""",
    "a group by a column that an alias hides": "SELECT coalesce(s, '') AS s, count(*) FROM t GROUP BY s HAVING s > ''",
    "an order by an alias that hides a column": "SELECT -n AS n, id FROM t ORDER BY n, id",
    "exclude, replace and qualify": """
        SELECT * EXCLUDE (d, x) REPLACE (n + 1 AS n) FROM t QUALIFY row_number() OVER (PARTITION BY b ORDER BY n
        DESC, id) = 1""",
    "group by all and order by all": "SELECT lower(s) AS l, b, count(*) AS c FROM t GROUP BY ALL ORDER BY ALL DESC",
    "grouping by place": "SELECT n % 3, count(*) FROM t GROUP BY 1 ORDER BY 1",
    "distinct on": "SELECT DISTINCT ON (b) b, id FROM t ORDER BY b, id DESC",
    "distinct on what is not a column": "SELECT DISTINCT ON (lower(s), n % 3) id, s FROM t ORDER BY n, id",
    "from first": "FROM t SELECT id WHERE s LIKE '市%' OR b",
}


@pytest.mark.spark
@pytest.mark.parametrize("query", CASES.values(), ids=[f"spark: {name}" for name in CASES])
def test_both_engines_give_the_same_rows(agree: Callable[[str], pa.Table], query: str) -> None:
    agree(query)


def test_distinct_on_beside_qualify_is_refused(embedded: DuckDB) -> None:
    with pytest.raises(UnableToTranslate, match="QUALIFY"):
        translate("SELECT DISTINCT ON (b) b FROM t QUALIFY row_number() OVER (ORDER BY id) < 3", embedded)
