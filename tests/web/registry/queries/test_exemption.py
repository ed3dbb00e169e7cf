"""Which exemptions stand on a day, and who is barred from deciding."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import SYSTEM, Actor, Reach
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Exemption
from jianfu.web.registry.queries import exemption as queries


def exemption_of(asset: Asset, **given: object) -> Exemption:
    said = {
        "rules": "NM-01", "reason_code": "seasonal", "basis": "汛期", "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31), "state": "approved", "requested_for": asset.sponsor,
        "requested_at": AT, "changed_at": AT, **given,
    }  # fmt: skip
    return Exemption.objects.create(asset=asset, **said)


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ({}, "in_force"),
        ({"valid_until": TODAY}, "ending"),
        ({"valid_until": date(2026, 10, 1)}, "ending"),
        ({"valid_until": date(2026, 10, 2)}, "in_force"),
        ({"valid_until": date(2026, 8, 31)}, "expired"),
        ({"valid_from": date(2026, 9, 2)}, "upcoming"),
        ({"state": "requested"}, "requested"),
        ({"state": "withdrawn"}, "withdrawn"),
    ],
)
def test_how_an_exemption_stands_follows_from_its_state_and_dates(
    given: dict[str, object], standing: str, asset: Callable[..., Asset], actor: Callable[..., Actor]
) -> None:
    found = exemption_of(asset(), **given)
    assert queries.listed(actor(Role.CLERK, "XW"), as_of=TODAY).get().standing == standing
    assert queries.in_force(found.asset, TODAY).exists() == (standing in {"in_force", "ending"})


def test_those_in_force_are_counted_by_reason_within_the_scope(
    asset: Callable[..., Asset], actor: Callable[..., Actor]
) -> None:
    one, other = asset(), asset("卫健", "XH")
    exemption_of(one)
    exemption_of(one, reason_code="migration")
    exemption_of(one, state="refused")
    exemption_of(other)
    assert queries.counted(actor(Role.COORDINATOR, "X"), as_of=TODAY) == {"migration": 1, "seasonal": 2}
    assert queries.counted(actor(Role.CLERK, "XW"), as_of=TODAY) == {"migration": 1, "seasonal": 1}


@pytest.mark.parametrize(("category", "family"), [("new_media", "NM"), ("app", "A"), ("work_group", "G")])
def test_an_entry_can_be_exempt_from_the_rules_of_its_category(
    category: str, family: str, asset: Callable[..., Asset]
) -> None:
    found = queries.rules_for(asset(category=category))
    assert found
    assert {rule.id.partition("-")[0] for rule in found} == {family}


def test_the_rules_covered_are_shown_by_name_and_a_forgotten_one_by_its_id(asset: Callable[..., Asset]) -> None:
    shown = queries.shown_rules(exemption_of(asset(), rules="NM-01 ZZ-99"))
    assert [(rule_id, rule.name.zh if rule else None) for rule_id, rule in shown] == [
        ("NM-01", "内容不更新"),
        ("ZZ-99", None),
    ]


def test_the_hash_changes_with_the_request_and_with_the_entry(asset: Callable[..., Asset]) -> None:
    found = exemption_of(asset())
    before = queries.hash_of(found)
    found.asset.name = "改名"
    renamed = queries.hash_of(found)
    found.basis = "另一依据"
    assert len({before, renamed, queries.hash_of(found)}) == 3


@pytest.mark.parametrize(
    ("role", "unit", "reach", "bar"),
    [
        (Role.COORDINATOR, "X", Reach.SUBTREE, ""),
        (Role.COORDINATOR, "P", Reach.SUBTREE, ""),
        (Role.COORDINATOR, "CH", Reach.LINE, ""),
        (Role.COORDINATOR, "X", Reach.UNIT, "not_above"),
        (Role.COORDINATOR, "XH", Reach.SUBTREE, "same_unit"),
        (Role.COORDINATOR, "D", Reach.SUBTREE, "not_above"),
        (Role.COORDINATOR, "DH", Reach.LINE, "not_above"),
        (Role.CLERK, "X", Reach.SUBTREE, "not_above"),
    ],
)
def test_who_may_decide_acts_for_a_unit_above(
    role: Role, unit: str, reach: Reach, bar: str, asset: Callable[..., Asset], actor: Callable[..., Actor]
) -> None:
    found = exemption_of(asset("卫健", "XH"), state="requested")
    assert queries.bar_to_deciding(actor(role, unit, reach), found) == bar


def test_the_system_itself_decides_nothing(asset: Callable[..., Asset]) -> None:
    assert queries.bar_to_deciding(SYSTEM, exemption_of(asset(), state="requested")) == "not_above"


def test_closed_entries_are_not_offered_for_exemption(asset: Callable[..., Asset], actor: Callable[..., Actor]) -> None:
    asset(state="closed")
    found = asset("在用")
    assert queries.exemptible(actor(Role.CLERK, "XW")).get() == found


def test_the_unit_a_request_comes_from_is_the_nearest_that_lets_one_ask(
    asset: Callable[..., Asset], actor: Callable[..., Actor]
) -> None:
    found = asset()
    assert queries.requesting_unit(actor(Role.CLERK, "X"), found).unit_id == "X"
    assert queries.requesting_unit(actor(Role.CLERK, "XW"), found).unit_id == "XW"
