"""What hangs on an entry, in the browser's terms."""

from typing import Any

from django.urls import reverse

from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, AssetRelation, ChangeRequest


def test_a_coordinator_adds_and_takes_away(asset: Any, signed_in: Any) -> None:
    group, other = asset("河长群", category="work_group"), asset("乙")
    client = signed_in(Role.COORDINATOR, "X")
    posted = {
        "function_put": {"function_code": "F1", "function_name": "查询", "reason": "核实"},
        "audience_put": {"unit": "T", "posts": "3", "reason": "核实"},
        "relation_add": {"kind": "merged_from", "other": other.asset_id, "reason": "核实"},
    }
    for route, said in posted.items():
        address = reverse(f"registry:{route}", args=[group.asset_id])
        assert client.get(address).status_code == 200
        assert client.post(address, said).status_code == 302, route
    for what, rows in (("function", group.functions), ("audience", group.audiences), ("relation", group.relations)):
        address = reverse("registry:remove", args=[what, rows.get().pk, group.asset_id])
        client.post(address, {"reason": ""})
        assert rows.filter(**({"until": None} if what == "relation" else {})).exists()
        assert client.post(address, {"reason": "有误"}).status_code == 302
    assert not group.functions.exists()
    assert not group.audiences.exists()
    assert AssetRelation.objects.get().until is not None
    assert Asset.objects.get(pk=group.pk).version == 7


def test_a_clerk_s_function_is_a_proposal(asset: Any, signed_in: Any) -> None:
    entry = asset()
    said = {"function_code": "F1", "reason": "新上线", "tested_on": "2026-01-05", "works": "true"}
    signed_in(Role.CLERK, "XW").post(reverse("registry:function_put", args=[entry.asset_id]), said)
    assert ChangeRequest.objects.get().content["values"]["tested_on"] == "2026-01-05"
    assert not entry.functions.exists()


def test_what_cannot_be_kept_is_said_on_the_form(asset: Any, signed_in: Any) -> None:
    entry = asset()
    address = reverse("registry:audience_put", args=[entry.asset_id])
    answer = signed_in(Role.COORDINATOR, "X").post(address, {"unit": "T", "reason": "x"})
    assert answer.status_code == 422
    assert "只有工作群组" in answer.content.decode()
