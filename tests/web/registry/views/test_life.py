"""Moves in the browser's terms."""

from typing import Any

from django.urls import reverse

from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, AssetFunction, ChangeRequest

SAID = {"version": "1", "on": "2026-01-05", "reason": "并入", "notice_url": "https://x.cn", "notice_on": "2026-01-01"}


def test_a_move_is_made_or_proposed(asset: Any, signed_in: Any) -> None:
    entry = asset()
    address = reverse("registry:move", args=["suspend", entry.asset_id])
    assert signed_in(Role.CLERK, "XW").post(address, SAID).status_code == 302
    assert ChangeRequest.objects.get().content["given"]["notice_on"] == "2026-01-01"
    assert signed_in(Role.COORDINATOR, "X").post(address, SAID).status_code == 302
    assert Asset.objects.get().state == "suspended"


def test_the_gate_is_shown_and_held(asset: Any, signed_in: Any) -> None:
    entry = asset()
    AssetFunction.objects.create(asset=entry, function_code="F1", function_name="水费查询")
    client, address = signed_in(Role.COORDINATOR, "X"), reverse("registry:move", args=["suspend", entry.asset_id])
    assert "水费查询" in client.get(address).content.decode()
    assert client.post(address, SAID).status_code == 422
    assert Asset.objects.get().state == "active"


def test_an_unknown_move_or_another_s_entry_is_not_there(asset: Any, signed_in: Any) -> None:
    client = signed_in(Role.CLERK, "XH")
    assert client.get(reverse("registry:move", args=["suspend", asset().asset_id])).status_code == 404
    client = signed_in(Role.COORDINATOR, "X")
    assert client.get(reverse("registry:move", args=["explode", asset().asset_id])).status_code == 404
