"""Functions of an entry."""

from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import function
from jianfu.web.registry.models import AssetFunction

F1 = {"function_code": "F1", "function_name": "水费查询", "monthly_uses": 12}


def test_the_same_code_again_changes_that_function(asset: Any, doing: Any) -> None:
    entry = asset()
    function.put(asset=entry, values=F1, doing=doing())
    function.put(asset=entry, values={"function_code": "F1", "works": False, "tested_on": "2026-08-30"}, doing=doing())
    row = AssetFunction.objects.get()
    assert (row.function_name, row.works, str(row.tested_on)) == ("水费查询", False, "2026-08-30")
    said = AuditEntry.objects.order_by("seq").last()
    assert said is not None
    assert (said.action, said.before["works"], said.after["works"]) == ("registry.function_change", None, False)


def test_removing_leaves_what_it_said_in_the_chain(asset: Any, doing: Any) -> None:
    entry = asset()
    function.put(asset=entry, values=F1, doing=doing())
    function.remove(asset=entry, function_code="F1", region_code="", doing=doing())
    said = AuditEntry.objects.order_by("seq").last()
    assert said is not None
    assert said.before["function_name"] == "水费查询"
    with pytest.raises(UnableToSave):
        function.remove(asset=entry, function_code="F1", region_code="", doing=doing())


def test_a_value_that_is_none_is_refused(asset: Any, doing: Any) -> None:
    with pytest.raises(UnableToSave, match="月使用次数"):
        function.put(asset=asset(), values={**F1, "monthly_uses": "许多"}, doing=doing())
