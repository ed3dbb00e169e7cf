"""Each kind of proposal makes its change once signed."""

from typing import Any

import pytest

from jianfu.web.base.permissions import Permission, Role
from jianfu.web.registry.actions import request as actions
from jianfu.web.registry.models import Asset, AssetRelation

WHEN = {"on": "2026-09-01", "reason": "", "notice_url": "https://x.cn", "notice_on": "2026-08-01", "stop_approval": ""}


@pytest.mark.parametrize(
    ("kind", "content", "seen"),
    [
        ("create", {"values": {"category": "app", "name": "清河通", "sponsor": "XW"}}, lambda a: a.name == "清河通"),
        ("change", {"values": {"purpose": "水情"}}, lambda a: a.purpose == "水情"),
        ("move", {"move": "void", "given": WHEN}, lambda a: a.state == "closed"),
        ("function", {"values": {"function_code": "F9"}}, lambda a: a.functions.filter(function_code="F9").exists()),
        ("function", {"function_code": "F1", "remove": True}, lambda a: not a.functions.exists()),
        ("audience", {"unit": "T", "posts": 2}, lambda a: a.audiences.get().posts == 2),
        ("relation", {"kind": "successor", "other": "B"}, lambda a: a.relations.get().other.asset_id == "B"),
    ],
)
def test_each_kind_makes_its_change(asset: Any, units: Any, doing: Any, kind: str, content: Any, seen: Any) -> None:
    entry = asset(category="work_group" if kind == "audience" else "new_media")
    entry.functions.create(function_code="F1")
    asset("乙", asset_id="B")
    clerk, head = doing(Role.CLERK, "XW"), doing(Role.RESPONSIBLE, "XW", permission=Permission.REGISTRY_SIGN)
    about = None if kind == "create" else entry
    proposal = actions.propose(kind=kind, asset=about, unit=units["XW"], content=content, doing=clerk)
    signed = actions.sign(request=proposal, content_hash=actions.hash_of(proposal), doing=head)
    assert seen(Asset.objects.get(pk=signed.asset.pk))


def test_a_relation_is_ended_by_its_proposal(asset: Any, units: Any, doing: Any) -> None:
    entry, other = asset(), asset("乙")
    row = AssetRelation.objects.create(asset=entry, kind="successor", other=other)
    content = {"relation": row.pk, "other": other.asset_id, "until": "2026-09-01"}
    proposal = actions.propose(
        kind="relation", asset=entry, unit=units["XW"], content=content, doing=doing(Role.CLERK, "XW")
    )
    head = doing(Role.RESPONSIBLE, "XW", permission=Permission.REGISTRY_SIGN)
    actions.sign(request=proposal, content_hash=actions.hash_of(proposal), doing=head)
    row.refresh_from_db()
    assert str(row.until) == "2026-09-01"
