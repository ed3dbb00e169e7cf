"""Functions in use, and who takes them over."""

from typing import Any

import pytest

from jianfu.web.registry.models import AssetFunction, AssetRelation
from jianfu.web.registry.queries import life


@pytest.mark.parametrize(
    ("uses", "works", "used"), [(None, None, True), (3, True, True), (0, True, False), (3, False, False)]
)
def test_unknown_uses_count_as_in_use(asset: Any, uses: int | None, works: bool | None, used: bool) -> None:
    entry = asset()
    AssetFunction.objects.create(asset=entry, function_code="F1", monthly_uses=uses, works=works)
    assert bool(life.in_use(entry)) is used


@pytest.mark.parametrize(
    ("heir", "offered", "covered"),
    [
        ({}, {"function_code": "F1", "region_code": "320000"}, True),
        ({}, {"function_code": "F1", "region_code": ""}, True),
        ({}, {"function_code": "F1", "region_code": "320200"}, False),
        ({}, {"function_code": "F1", "works": False}, False),
        ({}, {"function_code": "F2"}, False),
        ({"absorbs": ["*"]}, {"function_code": "F2"}, True),
        ({"absorbs": ["F1"], "state": "closed"}, {"function_code": "F1"}, False),
    ],
)
def test_a_function_is_covered_where_a_living_heir_offers_it_for_the_division(
    asset: Any, heir: Any, offered: Any, covered: bool
) -> None:
    old, new = asset("旧"), asset("新", **heir)
    AssetFunction.objects.create(asset=old, function_code="F1", function_name="缴费", region_code="320121")
    AssetFunction.objects.create(asset=new, **offered)
    AssetRelation.objects.create(asset=old, kind="successor", other=new)
    assert life.standing_of(old).uncovered == (() if covered else ("缴费",))
