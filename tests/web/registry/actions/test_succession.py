"""What the register holds of a unit that ends goes over to its successor, all of it, each with its audit entry."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.registry.actions import request as requests
from jianfu.web.registry.actions.succession import take_over
from jianfu.web.registry.models import Asset, AssetAudience, ChangeRequest, Exemption, Filing
from jianfu.web.registry.queries import succession as queries
from jianfu.web.units.actions import unit as units_actions
from jianfu.web.units.actions.unit import Reform, UnableToReform
from jianfu.web.units.models import Post, PostHolding, Unit

ON = date(2026, 8, 1)


@pytest.fixture
def by(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.COORDINATOR, "X")


@pytest.fixture
def held(units: dict[str, Unit], asset: Callable[..., Asset], person: Callable[..., User]) -> dict[str, Any]:
    """Return one of everything that hangs on the water bureau."""
    clerk = person(Role.CLERK, "XW")
    post = Post.objects.create(unit=units["XW"], name="运营岗")
    PostHolding.objects.create(post=post, user=clerk, since=ON)
    Post.objects.create(unit=units["XH"], name="运营岗")
    app = asset("清河水务通", "XW", asset_id="A1", category="app", owner=post)
    group = asset("联络群", "T", asset_id="G1", category="work_group", using_unit=units["XW"])
    AssetAudience.objects.create(asset=group, unit=units["XW"], posts=3)
    AssetAudience.objects.create(asset=group, unit=units["XH"], posts=4)
    filing = Filing.objects.create(
        asset=app, kind="first", state="application", state_since=ON, opened_at=AT, changed_at=AT, search="清河县水务局"
    )
    exemption = Exemption.objects.create(
        asset=app, rules="A-01", reason_code="law", basis="法", valid_from=ON, valid_until=date(2027, 1, 1),
        requested_for=units["XW"], requested_at=AT, changed_at=AT,
    )  # fmt: skip
    values = {"name": "清河水务", "category": "new_media", "sponsor": "XW", "owner": "XW/运营岗"}
    proposal = ChangeRequest.objects.create(
        kind="create", unit=units["XW"], title="新增", content={"values": values}, reason="新开", proposed_by=clerk,
        proposed_at=AT,
    )  # fmt: skip
    return {"app": app, "group": group, "filing": filing, "exemption": exemption, "proposal": proposal, "post": post}


def merged(by: Actor, units: dict[str, Unit], kind: str = "merged", successor: str | None = "XH") -> None:
    said = Reform(kind, ON, basis="苏编〔2026〕4号", successor=units[successor] if successor else None)
    units_actions.reform(unit=units["XW"], said=said, version=1, by=by, at=AT, request_id="m1")


def test_nothing_stays_behind_with_a_unit_that_went_into_another(
    by: Actor, units: dict[str, Unit], held: dict[str, Any]
) -> None:
    seen = requests.hash_of(held["proposal"])
    merged(by, units)
    for thing in held.values():
        thing.refresh_from_db()
    moved = "运营岗（清河县水务局）"
    assert (held["app"].sponsor, held["app"].owner.unit, held["app"].owner.name) == (units["XH"], units["XH"], moved)
    assert held["post"].holdings.get().until is None
    assert held["group"].using_unit == units["XH"]
    assert list(held["group"].audiences.values_list("unit__unit_id", "posts")) == [("XH", 7)]
    assert "wsjkj" in held["filing"].search
    assert held["exemption"].requested_for == units["XH"]
    proposal = held["proposal"]
    assert (proposal.unit, proposal.content["values"]["sponsor"]) == (units["XH"], "XH")
    assert proposal.content["values"]["owner"] == f"XH/{moved}"
    assert requests.hash_of(proposal) != seen  # whoever read it before has to read it again
    assert not any(holding.count for holding in queries.held(units["XW"]))


def test_the_hand_on_is_one_act_with_an_entry_for_each_thing(
    by: Actor, units: dict[str, Unit], held: dict[str, Any]
) -> None:
    merged(by, units)
    told = AuditEntry.objects.filter(request_id="m1").order_by("seq")
    assert list(told.values_list("action", "object_id")) == [
        ("posts.hand_on", str(held["post"].pk)), ("registry.hand_on", "A1"), ("registry.hand_on", "G1"),
        ("registry.hand_on", "G1"), ("exemption.hand_on", str(held["exemption"].pk)),
        ("request.hand_on", str(held["proposal"].pk)), ("units.merged", "XW"),
    ]  # fmt: skip
    entry = told.get(object_id="A1")
    assert (entry.before, entry.after["sponsor"], entry.reason) == ({"sponsor": "XW"}, "XH", "苏编〔2026〕4号")


def test_a_unit_with_something_on_it_does_not_end_without_a_successor(
    by: Actor, units: dict[str, Unit], held: dict[str, Any]
) -> None:
    with pytest.raises(UnableToReform):
        merged(by, units, "abolished", None)
    assert Unit.objects.get(unit_id="XW").state == "active"


def test_a_split_hands_nothing_on_of_itself(by: Actor, units: dict[str, Unit], held: dict[str, Any]) -> None:
    merged(by, units, "split")
    held["app"].refresh_from_db()
    assert held["app"].sponsor == units["XW"]


def test_nobody_hands_on_what_is_beyond_his_scope(
    actor: Callable[..., Actor], units: dict[str, Unit], held: dict[str, Any]
) -> None:
    with pytest.raises(UnableToPermit):
        take_over(
            unit=units["XW"], successor=units["DH"], by=actor(Role.COORDINATOR, "X"), at=AT, reason="文", renamed={}
        )
    assert Asset.objects.get(asset_id="A1").sponsor == units["XW"]
