"""The survivor of a merger, and the tables of the plan."""

from datetime import date
from typing import Any

import pytest
from tests.engine.workgroups.conftest import AS_OF, Open, declared, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.schema.outputs import CHANNELS, LOAD, PLAN
from jianfu.engine.workgroups.consolidate import consolidate
from jianfu.engine.workgroups.parameters import GroupParameters


@pytest.mark.parametrize(
    ("second", "survivor"),
    [
        ({}, "G1"),
        ({"opened_on": date(2023, 1, 1)}, "G2"),
        ({"approval_no": "群批2"}, "G2"),
        ({"opened_on": None}, "G1"),
    ],
    ids=["the smaller id", "opened first", "approved", "opened nobody knows when"],
)
def test_the_survivor_is_stable(duck: Backend, opened: Open, second: dict[str, Any], survivor: str) -> None:
    opened(duck, declared((group("G1"), ["T1"]), (group("G2", "B2", **second), ["T1"])))
    consolidate(duck, as_of=AS_OF, parameters=GroupParameters(), lang="en")
    assert duck.sql("SELECT successor_id, sources, groups, load, family_gap FROM group_merges").to_pylist() == [
        {"successor_id": survivor, "sources": "G1;G2", "groups": 2, "load": 16.0, "family_gap": 0.0}
    ]
    (joins,) = duck.sql("SELECT reason FROM group_plan WHERE successor_id IS NOT NULL").to_pylist()
    assert joins["reason"].startswith(f"Merges into {survivor}: 2 groups in all")


def test_the_tables_have_the_columns_of_the_contract(duck: Backend, opened: Open) -> None:
    opened(duck, declared((group("G1"), ["T1"])))
    consolidate(duck, as_of=AS_OF, parameters=GroupParameters())
    for table, output in (("group_plan", PLAN), ("channels", CHANNELS), ("load", LOAD)):
        assert tuple(duck.sql(f"SELECT * FROM {table}").column_names) == output.codes
