"""Reconciliation of a campaign: sources, results, decisions, questions to units."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import importing, reconciliation
from jianfu.web.census.actions.reconciliation import UnableToReconcile
from jianfu.web.census.models import Campaign, Declaration, DeclarationRow, Match, Question
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

HEAD = "类别,名称,平台,平台账号,主办单位"


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.COORDINATOR, "X")


@pytest.fixture
def campaign(units: dict[str, Unit]) -> Campaign:
    made = Campaign.objects.create(
        name="2026年排查", scope=units["X"], categories=["new_media", "app", "work_group"], opens_on=date(2026, 8, 1),
        due_on=date(2026, 9, 30), state="open", created_at=AT,
    )  # fmt: skip
    Declaration.objects.create(campaign=made, unit=units["XW"], due_on=made.due_on)
    return made


@pytest.fixture
def national(units: dict[str, Unit], campaign: Campaign, coordinator: Actor) -> Callable[..., int]:
    """Return a taker of rows of the national system."""

    def take(*rows: str) -> int:
        file = SimpleUploadedFile("应用程序.csv", "\n".join((HEAD, *rows)).encode())
        batch = importing.upload(given=[file], unit=units["X"], by=coordinator, at=AT)
        importing.take_in(batch=batch, by=coordinator, at=AT)
        return reconciliation.take_source(batch=batch, campaign=campaign, source="national", by=coordinator, at=AT)

    return take


def kinds() -> dict[str, str]:
    return dict(Match.objects.values_list("name", "kind"))


def test_each_thing_falls_into_its_class_and_names_what_differs(
    campaign: Campaign, national: Callable[..., int], coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河水务", platform_id="w1")
    asset("清河供水", platform_id="w2")
    asset("只在库中", platform_id="w3")
    rows = ("清河水务,微信,w1,清河县水务局", "清河供水,微信,w2,清河县卫生健康局", "河长通,微信,w9,清河县水务局")
    assert national(*(f"政务新媒体,{row}" for row in rows)) == 3
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    assert kinds() == {"清河水务": "all", "清河供水": "conflict", "只在库中": "one", "河长通": "one"}
    assert Match.objects.get(name="清河供水").differing == ["unit_id"]


def test_a_suspected_omission_is_asked_once_and_a_yes_fills_the_table(
    campaign: Campaign, national: Callable[..., int], coordinator: Actor, actor: Callable[..., Actor]
) -> None:
    national("政务新媒体,河长通,微信,w9,清河县水务局")
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    assert reconciliation.ask_units(campaign=campaign, by=coordinator, at=AT) == 1
    assert reconciliation.ask_units(campaign=campaign, by=coordinator, at=AT) == 0
    reconciliation.answer(question=Question.objects.get(), ours=True, by=actor(Role.CLERK, "XW"), at=AT)
    row = DeclarationRow.objects.get()
    assert (row.kind, row.values["name"], row.values["platform_id"], row.source) == ("new", "河长通", "w9", "national")
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    assert kinds() == {"河长通": "all"}


def test_a_no_needs_a_reason_and_is_not_asked_again(
    campaign: Campaign, national: Callable[..., int], coordinator: Actor, actor: Callable[..., Actor]
) -> None:
    national("政务新媒体,河长通,微信,w9,清河县水务局")
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    reconciliation.ask_units(campaign=campaign, by=coordinator, at=AT)
    clerk = actor(Role.CLERK, "XW")
    with pytest.raises(UnableToReconcile):
        reconciliation.answer(question=Question.objects.get(), ours=False, by=clerk, at=AT)
    reconciliation.answer(question=Question.objects.get(), ours=False, reason="属水投公司", by=clerk, at=AT)
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    assert reconciliation.ask_units(campaign=campaign, by=coordinator, at=AT) == 0


def test_a_suggested_pair_said_to_be_the_same_is_one_thing_in_the_next_run(
    campaign: Campaign, national: Callable[..., int], coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河水务", platform_id="w1")
    national("政务新媒体,水务在线,微信,w5,清河县水务局")
    key = "s:national|微信:w5||register|A1"
    match = Match.objects.create(campaign=campaign, key=key, kind="suggested", name="水务", sources="national+register")
    assert reconciliation.decide(matches=[match], verdict="same", by=coordinator, at=AT) == 1
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    joined = Match.objects.get()
    assert (joined.sources, joined.reason, joined.differing) == ("national+register", "judged", ["folded", "uid"])
    with pytest.raises(UnableToReconcile):
        reconciliation.decide(matches=[joined], verdict="maybe", by=coordinator, at=AT)


def test_only_whoever_coordinates_may_reconcile(campaign: Campaign, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        reconciliation.run(campaign=campaign, by=actor(Role.CLERK, "XW"), at=AT)


def test_a_conflict_said_to_be_two_things_is_parted_in_the_next_run(
    campaign: Campaign, national: Callable[..., int], coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河水务", platform_id="w1")
    national("政务新媒体,清河卫健,微信,w1,清河县卫生健康局")
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    reconciliation.decide(matches=Match.objects.filter(kind="conflict"), verdict="different", by=coordinator, at=AT)
    reconciliation.run(campaign=campaign, by=coordinator, at=AT, suggest=False)
    assert kinds() == {"清河水务": "one", "清河卫健": "one"}
