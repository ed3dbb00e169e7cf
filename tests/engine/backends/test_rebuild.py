import sqlglot
from sqlglot import exp

from jianfu.engine.backends.rebuild import rebuilt


def test_a_node_is_rebuilt_with_other_parts_and_leaves_the_original_alone() -> None:
    select = sqlglot.parse_one("SELECT a, b FROM t WHERE a > 1 LIMIT 2", dialect="duckdb")
    before = select.sql()
    changed = rebuilt(select, {"expressions": [exp.column("c")], "where": None})
    assert changed.sql() == "SELECT c FROM t LIMIT 2"
    changed.args["from_"].this.this.set("this", "other")
    assert select.sql() == before
