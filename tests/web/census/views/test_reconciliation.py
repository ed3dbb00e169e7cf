"""The pages of a reconciliation."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Campaign, Declaration, DeclarationRow, Match, MatchDecision, Question, SourceRow
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


@pytest.fixture
def campaign(units: dict[str, Unit]) -> Campaign:
    made = Campaign.objects.create(
        name="2026年排查", scope=units["X"], categories=["new_media"], opens_on=date(2026, 8, 1),
        due_on=date(2026, 9, 30), state="reconciling", created_at=AT,
    )  # fmt: skip
    Declaration.objects.create(campaign=made, unit=units["XW"], due_on=made.due_on)
    said = {"name": "河长通", "category": "new_media", "platform": "微信", "platform_id": "w9"}
    SourceRow.objects.create(campaign=made, source="national", row_key="w9", unit=units["XW"], values=said)
    return made


def test_a_coordinator_reconciles_compares_asks_and_the_clerk_answers(
    campaign: Campaign, signed_in: Callable[..., Client], asset: Callable[..., Asset]
) -> None:
    asset("清河水务", platform_id="w1")
    client, base = signed_in(Role.COORDINATOR, "X"), f"/census/campaigns/{campaign.pk}/reconciliation/"
    client.post(f"{base}run/")
    page = client.get(base).content.decode()
    assert "仅一方有" in page
    assert "河长通" in client.get(f"{base}compare/?kind=one").content.decode()
    client.post(f"{base}ask/")
    clerk = signed_in(Role.CLERK, "XW")
    assert "河长通" in clerk.get("/census/questions/").content.decode()
    clerk.post(f"/census/questions/{Question.objects.get().pk}/answer/", {"ours": "yes"})
    assert DeclarationRow.objects.get().values["name"] == "河长通"


def test_decisions_are_kept_one_by_one(campaign: Campaign, signed_in: Callable[..., Client]) -> None:
    keys = ("s:a||b", "s:c||d")
    made = [Match.objects.create(campaign=campaign, key=key, kind="suggested", name="甲") for key in keys]
    client, base = signed_in(Role.COORDINATOR, "X"), f"/census/campaigns/{campaign.pk}/reconciliation/"
    client.post(f"{base}decide/", {f"verdict-{made[0].pk}": "same", f"verdict-{made[1].pk}": "different"})
    assert dict(MatchDecision.objects.values_list("key", "verdict")) == {"s:a||b": "same", "s:c||d": "different"}
    assert "没有待看的" in client.get(f"{base}compare/?kind=suggested").content.decode()


def test_questions_of_another_county_are_not_shown(campaign: Campaign, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.COORDINATOR, "X")
    client.post(f"/census/campaigns/{campaign.pk}/reconciliation/run/")
    client.post(f"/census/campaigns/{campaign.pk}/reconciliation/ask/")
    assert "河长通" not in signed_in(Role.CLERK, "DH").get("/census/questions/").content.decode()


def test_the_list_of_results_opens(campaign: Campaign, signed_in: Callable[..., Client]) -> None:
    Match.objects.create(campaign=campaign, key="t:a", kind="one", name="河长通")
    assert "河长通" in signed_in(Role.COORDINATOR, "X").get("/census/matches/").content.decode()
