"""Freeze, show N0 and N0 restated, attach what was found late."""

import json
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Baseline, Campaign, Declaration
from jianfu.web.registry.models import Asset


def test_the_preview_names_what_is_counted_and_who_is_missing(
    table: Declaration, signed_in: Callable[..., Client]
) -> None:
    html = signed_in(Role.PROVINCIAL_LEAD, "P").get(f"/census/campaigns/{table.campaign_id}/freeze/").content.decode()
    assert "还有 10 个单位未审签" in html
    assert f"/census/declarations/{table.pk}/" in html
    assert not Baseline.objects.exists()


def test_a_freeze_needs_a_reason_and_happens_once(table: Declaration, signed_in: Callable[..., Client]) -> None:
    client, page = signed_in(Role.PROVINCIAL_LEAD, "P"), f"/census/campaigns/{table.campaign_id}/freeze/"
    assert client.post(page, {"reason": ""}).status_code == 400
    assert client.post(page, {"reason": "按期"}, follow=True).status_code == 200
    assert "不能重新冻结" in client.post(page, {"reason": "再来"}, follow=True).content.decode()
    assert Baseline.objects.get().reason == "按期"


def test_a_coordinator_does_not_freeze(table: Declaration, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.COORDINATOR, "P")
    assert client.post(f"/census/campaigns/{table.campaign_id}/freeze/", {"reason": "x"}).status_code == 403


def test_late_finds_restate_n0_in_sight(
    table: Declaration, signed_in: Callable[..., Client], asset: Callable[..., Asset]
) -> None:
    client, stem = signed_in(Role.PROVINCIAL_LEAD, "P"), f"/census/campaigns/{table.campaign_id}"
    client.post(f"{stem}/freeze/", {"reason": "按期"})
    today = timezone.localdate()
    asset("清河供水", declared_on=today + timedelta(1), opened_on=today - timedelta(900), declared_source="群众举报")
    html = client.get(f"{stem}/baseline/").content.decode()
    assert "清河供水" in html
    assert "群众举报" in html
    html = client.post(f"{stem}/baseline/attach/", follow=True).content.decode()
    assert "33.33%" in html
    found, kept = (
        json.loads(client.get(f"/census/{name}.json?campaign={table.campaign_id}&{unit}").getvalue())["rows"]  # type: ignore[attr-defined]
        for name, unit in (("late-finds", "sponsor=X"), ("baseline-entries", "sponsor__itself=XW"))
    )
    assert [row["name"] for row in found] == ["清河供水"]
    assert len(kept) == 2
    assert client.get(f"{stem}/baseline/?at=XW").status_code == 200


def test_without_a_freeze_there_is_no_baseline(campaign: Campaign, signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.PROVINCIAL_LEAD, "P").get(f"/census/campaigns/{campaign.pk}/baseline/").status_code == 404
