"""Pages of campaigns."""

from collections.abc import Callable

from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Campaign, Declaration, Digest
from jianfu.web.units.models import Unit

SAID = {"name": "秋季", "scope": "P", "categories": ["app"], "opens_on": "2026-09-01", "due_on": "2026-09-20"}


def test_a_lead_draws_up_and_opens(units: dict[str, Unit], signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.PROVINCIAL_LEAD, "P")
    page = client.post("/census/campaigns/new/", SAID, follow=True)
    assert "开始排查" in page.content.decode()
    campaign = Campaign.objects.get()
    client.post(f"/census/campaigns/{campaign.pk}/move/", {"to": "open"})
    assert Declaration.objects.count() == 10
    page = client.post(f"/census/campaigns/{campaign.pk}/move/", {"to": "open"}, follow=True)
    assert "不能转为" in page.content.decode()


def test_a_faulty_campaign_is_shown_again(units: dict[str, Unit], signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.PROVINCIAL_LEAD, "P")
    assert client.post("/census/campaigns/new/", {**SAID, "name": ""}).status_code == 400
    assert not Campaign.objects.exists()


def test_a_clerk_is_led_to_the_one_table(table: Declaration, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.CLERK, "XW")
    for page in (f"/census/campaigns/{table.campaign_id}/", "/census/mine/", "/census/campaigns/"):
        response = client.get(page)
        assert response.status_code == 200
    assert f"/census/declarations/{table.pk}/" in client.get("/census/mine/").content.decode()
    assert client.get("/census/campaigns/new/").status_code == 403


def test_a_campaign_elsewhere_is_not_there(table: Declaration, signed_in: Callable[..., Client]) -> None:
    Declaration.objects.exclude(pk=table.pk).delete()
    assert signed_in(Role.CLERK, "D").get(f"/census/campaigns/{table.campaign_id}/").status_code == 404


def test_reminding_fills_the_digest_and_names_tables_without_anybody(
    table: Declaration, signed_in: Callable[..., Client]
) -> None:
    clerk = signed_in(Role.CLERK, "XW")
    page = signed_in(Role.COORDINATOR, "X").post(f"/census/campaigns/{table.campaign_id}/remind/", follow=True)
    assert "有 3 张表没有可提醒的人" in page.content.decode()
    assert Digest.objects.count() == 1
    assert "清河县水务局" in clerk.get("/census/digest/").content.decode()
