"""Exemptions: nobody decides for oneself or one's own unit, and a decision is about what was seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import exemption as actions
from jianfu.web.registry.actions.exemption import Asked
from jianfu.web.registry.models import Asset, Exemption
from jianfu.web.registry.queries import exemption as queries
from jianfu.web.units import queries as units_queries
from jianfu.web.units.models import Grant, Unit

ASKED = Asked(["NM-01", "NM-04"], "seasonal", "汛期专用", TODAY, date(2027, 8, 31))


@pytest.fixture
def entry(asset: Callable[..., Asset]) -> Asset:
    return asset("清河防汛", "XW")


@pytest.fixture
def asked(entry: Asset, actor: Callable[..., Actor]) -> Exemption:
    return actions.request(asset=entry, asked=ASKED, by=actor(Role.CLERK, "XW"), at=AT)


def decide(exemption: Exemption, by: Actor, **given: Any) -> Exemption:
    said = {"approve": True, "seen": queries.hash_of(exemption), "reason": "情况属实", **given}
    return actions.decide(exemption=exemption, by=by, at=AT, **said)


def test_a_unit_above_approves_and_the_entry_is_exempt(asked: Exemption, actor: Callable[..., Actor]) -> None:
    decide(asked, actor(Role.COORDINATOR, "X", name="县联络员"))
    found = queries.in_force(asked.asset, TODAY).get()
    assert (found.decided_name, found.decision, found.rule_ids) == ("县联络员", "情况属实", ("NM-01", "NM-04"))
    assert list(AuditEntry.objects.order_by("seq").values_list("action", flat=True)) == [
        "exemption.request",
        "exemption.approve",
    ]


def test_a_refusal_exempts_nothing(asked: Exemption, actor: Callable[..., Actor]) -> None:
    decide(asked, actor(Role.COORDINATOR, "X"), approve=False)
    assert not queries.in_force(asked.asset, TODAY).exists()


def test_the_line_of_a_wider_region_may_decide(asked: Exemption, actor: Callable[..., Actor]) -> None:
    line = actor(Role.CYBERSPACE, "P", reach=Reach.LINE)
    with pytest.raises(UnableToPermit):
        decide(asked, line)  # the province itself has no line
    assert decide(asked, actor(Role.CYBERSPACE, "C")).state == "approved"


@pytest.mark.parametrize("role", list(Role))
def test_nobody_who_holds_any_role_at_the_sponsor_decides(
    role: Role, asked: Exemption, person: Callable[..., User], units: dict[str, Unit]
) -> None:
    user = person(Role.COORDINATOR, "X")
    Grant.objects.create(user=user, role=role, unit=units["XW"], since=date(2020, 1, 1))
    with pytest.raises(UnableToPermit, match="本单位"):
        decide(asked, units_queries.actor_of(user, as_of=TODAY))
    asked.refresh_from_db()
    assert asked.state == "requested"


@pytest.mark.parametrize("role", list(Role))
def test_no_role_at_the_sponsor_alone_decides_whatever_it_may_elsewhere(
    role: Role, asked: Exemption, actor: Callable[..., Actor]
) -> None:
    with pytest.raises(UnableToPermit):
        decide(asked, actor(role, "XW"))


def test_administrators_decide_nothing(asked: Exemption, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        decide(asked, actor(Role.ADMINISTRATOR, "P"))


def test_whoever_asked_does_not_decide_after_moving_up(
    entry: Asset, person: Callable[..., User], units: dict[str, Unit]
) -> None:
    user = person(Role.CLERK, "XW")
    asked = actions.request(asset=entry, asked=ASKED, by=units_queries.actor_of(user, as_of=TODAY), at=AT)
    Grant.objects.filter(user=user).update(unit=units["C"], role=Role.COORDINATOR)
    with pytest.raises(UnableToPermit, match="申请人"):
        decide(asked, units_queries.actor_of(user, as_of=TODAY))


def test_the_unit_that_asked_for_another_does_not_decide(entry: Asset, actor: Callable[..., Actor]) -> None:
    asked = actions.request(asset=entry, asked=ASKED, by=actor(Role.CLERK, "X"), at=AT)
    with pytest.raises(UnableToPermit):
        decide(asked, actor(Role.COORDINATOR, "X"))
    assert decide(asked, actor(Role.COORDINATOR, "C")).state == "approved"


def test_a_neighbour_does_not_decide(asked: Exemption, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        decide(asked, actor(Role.COORDINATOR, "D"))


def test_a_token_without_the_scope_does_not_decide(asked: Exemption, actor: Callable[..., Actor]) -> None:
    narrow = replace(actor(Role.COORDINATOR, "X"), narrowed_to=frozenset({Permission.REGISTRY_VIEW}))
    with pytest.raises(UnableToPermit):
        decide(asked, narrow)


def test_nothing_is_decided_that_was_not_seen(asked: Exemption, actor: Callable[..., Actor]) -> None:
    seen = queries.hash_of(asked)
    Asset.objects.filter(pk=asked.asset_id).update(purpose="改作宣传")
    with pytest.raises(UnableToSave, match="有了变化"):
        decide(asked, actor(Role.COORDINATOR, "X"), seen=seen)


def test_a_decision_is_made_once_and_with_a_reason(asked: Exemption, actor: Callable[..., Actor]) -> None:
    county = actor(Role.COORDINATOR, "X")
    with pytest.raises(UnableToSave, match="理由"):
        decide(asked, county, reason=" ")
    decide(asked, county)
    with pytest.raises(UnableToSave, match="已批准"):
        decide(asked, county)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"valid_until": date(2027, 9, 2)}, "12个月"),
        ({"valid_until": date(2026, 8, 31)}, "失效日期"),
        ({"rules": []}, "规则"),
        ({"rules": ["A-03"]}, "规则"),
        ({"reason_code": "because"}, "理由"),
        ({"basis": " "}, "依据"),
    ],
)
def test_what_cannot_be_asked_says_why(
    given: dict[str, Any], said: str, entry: Asset, actor: Callable[..., Actor]
) -> None:
    with pytest.raises(UnableToSave, match=said):
        actions.request(asset=entry, asked=replace(ASKED, **given), by=actor(Role.CLERK, "XW"), at=AT)
    assert not Exemption.objects.exists()


def test_only_the_unit_itself_asks(entry: Asset, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        actions.request(asset=entry, asked=ASKED, by=actor(Role.CLERK, "XH"), at=AT)


def test_a_review_is_noted_and_a_renewal_names_what_it_carries_on(
    asked: Exemption, actor: Callable[..., Actor]
) -> None:
    clerk = actor(Role.CLERK, "XW")
    decide(asked, actor(Role.COORDINATOR, "X"))
    actions.review(exemption=asked, note="仍然需要", on=TODAY, by=clerk, at=AT)
    later = replace(ASKED, valid_from=date(2027, 9, 1), valid_until=date(2028, 9, 1))
    renewed = actions.request(asset=asked.asset, asked=later, by=clerk, at=AT, renews=asked)
    asked.refresh_from_db()
    assert (asked.review_note, asked.reviewed_on, renewed.renews) == ("仍然需要", TODAY, asked)


def test_a_withdrawn_exemption_is_no_longer_in_force(asked: Exemption, actor: Callable[..., Actor]) -> None:
    decide(asked, actor(Role.COORDINATOR, "X"))
    actions.withdraw(exemption=asked, by=actor(Role.CLERK, "XW"), at=AT, reason="账号已关停")
    assert not queries.in_force(asked.asset, TODAY).exists()


def test_a_stranger_neither_reviews_nor_withdraws(asked: Exemption, actor: Callable[..., Actor]) -> None:
    decide(asked, actor(Role.COORDINATOR, "X"))
    stranger = actor(Role.CLERK, "XH")
    with pytest.raises(UnableToPermit):
        actions.withdraw(exemption=asked, by=stranger, at=AT, reason="无")
    with pytest.raises(UnableToPermit):
        actions.review(exemption=asked, note="无", on=TODAY, by=stranger, at=AT)
