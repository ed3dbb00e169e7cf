"""The SQL that lays what was sent over what is registered."""

import duckdb
import pytest

from jianfu.engine.schema.assets import ASSETS
from jianfu.web.census.actions.importing_merge import differs, merged, too_long

NAME, CLOSED = ASSETS.column("name"), ASSETS.column("closed_on")


@pytest.mark.parametrize(
    ("sent", "held", "changed", "after"),
    [
        ("'甲'", "'乙'", True, "甲"),
        ("NULL", "'乙'", False, "乙"),
        ("'乙'", "'乙'", False, "乙"),
        ("'none'", "'乙'", True, "none"),
    ],
)
def test_a_silent_cell_changes_nothing_and_none_is_a_value(sent: str, held: str, changed: bool, after: str) -> None:
    query = (
        f"SELECT {differs(NAME)}, {merged(NAME, ['name'])} FROM (SELECT {sent} AS name) i, (SELECT {held} AS name) r"
    )
    assert duckdb.sql(query).fetchall() == [(changed, after)]


def test_a_date_stated_none_takes_the_date_away() -> None:
    sent = "SELECT NULL::DATE AS closed_on, 'closed_on' AS stated_none"
    held = "SELECT DATE '2024-01-02' AS closed_on, NULL AS stated_none"
    query = f"SELECT {differs(CLOSED)}, {merged(CLOSED, ['closed_on'])} FROM ({sent}) i, ({held}) r"
    assert duckdb.sql(query).fetchall() == [(True, None)]


def test_a_text_the_register_cannot_hold_is_named() -> None:
    columns = ", ".join(f"'{'长' * 201 if c.code == 'name' else ''}' AS {c.code}" for c in ASSETS.columns)
    assert duckdb.sql(f"SELECT {too_long()} FROM (SELECT {columns}) i").fetchall() == [("name",)]
