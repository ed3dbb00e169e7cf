"""Candidates out of the backend, rows back into it."""

import pyarrow as pa
import pytest
from tests.engine.workgroups.conftest import AS_OF, Open, declared, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.workgroups import standing
from jianfu.engine.workgroups.gather import gather
from jianfu.engine.workgroups.parameters import GroupParameters


def test_only_candidates_are_gathered_in_order(duck: Backend, opened: Open) -> None:
    groups = [(group("G2"), ["T2"]), (group("G1"), ["T1", "T2"]), (group("G3", sub_kind="值班应急群"), ["T1"])]
    opened(duck, declared(*groups, posts=3))
    standing.prepare(duck, as_of=AS_OF, parameters=GroupParameters())
    found = gather(duck, "")
    assert [(one.asset_id, sorted(one.audience), sorted(one.issuers)) for one in found.groups] == [
        ("G1", ["T1", "T2"], ["B1"]),
        ("G2", ["T2"], ["B1"]),
    ]
    assert found.posts == {("G1", "T1"): 3, ("G1", "T2"): 3, ("G2", "T2"): 3}
    assert found.levels["T1"] == "town"
    assert found.tasks.saved(["G1", "G2"]) == 0.0


@pytest.mark.parametrize("rows", [[{"a": 1}, {"a": 2}], []], ids=["some rows", "no row"])
def test_rows_become_a_table(duck: Backend, rows: list[dict[str, int]]) -> None:
    keep(duck, pa.Table.from_pylist(rows, schema=pa.schema([("a", pa.int64())])), "kept")
    assert duck.sql("SELECT a FROM kept ORDER BY a").to_pylist() == rows
