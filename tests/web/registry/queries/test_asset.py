"""Which entries an actor sees, and what the page of one shows."""

from datetime import date
from typing import Any

import pytest

from jianfu.web.base.actor import Reach
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import AssetRelation, Observation
from jianfu.web.registry.queries import asset as queries

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("role", "unit", "reach", "seen"),
    [
        (Role.COORDINATOR, "X", Reach.SUBTREE, {"水", "卫", "管"}),
        (Role.CLERK, "XW", Reach.UNIT, {"水"}),
        (Role.DATA_SERVICE, "PH", Reach.LINE, {"卫", "管", "云"}),
        (Role.ADMINISTRATOR, "P", Reach.SUBTREE, set()),
    ],
)
def test_an_actor_sees_by_sponsor_and_a_line_also_by_supervision(
    asset: Any, units: Any, actor: Any, role: Role, unit: str, reach: Reach, seen: set[str]
) -> None:
    asset("水", "XW")
    asset("卫", "XH")
    asset("管", "T", supervising_unit=units["XH"])
    asset("云", "DH")
    assert {entry.name for entry in queries.visible(actor(role, unit, reach))} == seen


def test_each_measure_has_its_own_source_day_and_age(asset: Any) -> None:
    entry = asset(followers=9, last_activity_on=date(2026, 8, 1), observed_on=date(2026, 8, 22), activity_source="巡查")
    for value, day in (("8", date(2026, 8, 1)), ("9", date(2026, 8, 30))):
        Observation.objects.create(asset=entry, measure="followers", value=value, observed_on=day, source="后台")
    seen = {one.name: one for one in queries.observed(entry, as_of=TODAY)}
    assert (seen["followers"].value, seen["followers"].source, seen["followers"].days) == (9, "后台", 2)
    assert (seen["last_activity_on"].source, seen["last_activity_on"].days) == ("巡查", 10)
    assert (seen["posts_90d"].value, seen["posts_90d"].observed_on) == (None, None)
    assert "members" not in seen


def test_relations_are_shown_from_both_ends(asset: Any) -> None:
    old, new = asset("旧"), asset("新")
    AssetRelation.objects.create(asset=old, kind="successor", other=new)
    assert [(row.word, row.other.name, row.outward) for row in queries.relations(old)] == [("successor", "新", True)]
    assert [(row.word, row.other.name, row.outward) for row in queries.relations(new)] == [
        ("successor_of", "旧", False)
    ]
