"""Relations between entries."""

from datetime import date
from typing import Any

import pytest

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import relation
from jianfu.web.registry.models import AssetRelation

DAY = date(2026, 9, 1)


def test_a_chain_of_successors_may_not_close_to_a_circle(asset: Any, doing: Any) -> None:
    a, b, c = asset("甲"), asset("乙"), asset("丙")
    relation.add(asset=a, kind="successor", other=b, since=DAY, doing=doing())
    relation.add(asset=b, kind="successor", other=c, since=None, doing=doing())
    for left, right in ((c, a), (a, a)):
        with pytest.raises(UnableToSave):
            relation.add(asset=left, kind="successor", other=right, since=DAY, doing=doing())
    with pytest.raises(UnableToSave, match="已经登记"):
        relation.add(asset=a, kind="successor", other=b, since=DAY, doing=doing())


def test_an_ended_relation_stays_and_may_begin_anew(asset: Any, doing: Any) -> None:
    a, b = asset("甲"), asset("乙")
    row = relation.add(asset=a, kind="main_account", other=b, since=DAY, doing=doing())
    relation.end(relation=row, until=DAY, doing=doing())
    with pytest.raises(UnableToSave):
        relation.end(relation=row, until=DAY, doing=doing())
    relation.add(asset=b, kind="main_account", other=a, since=DAY, doing=doing())
    assert AssetRelation.objects.count() == 2
