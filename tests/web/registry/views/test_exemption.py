"""Pages of exemptions: asked by the unit, decided above, never by oneself; each number leads to its rows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.conftest import AT

from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Exemption
from jianfu.web.registry.queries import exemption as queries


@pytest.fixture
def entry(asset: Callable[..., Asset]) -> Asset:
    return asset("清河防汛", "XW")


@pytest.fixture
def exemption(entry: Asset) -> Exemption:
    today = timezone.localdate()
    return Exemption.objects.create(
        asset=entry, rules="NM-01", reason_code="seasonal", basis="汛期专用", valid_from=today,
        valid_until=today + timedelta(days=200), requested_for=entry.sponsor, requested_at=AT, changed_at=AT,
    )  # fmt: skip


def decided(client: Client, exemption: Exemption, **said: str) -> int:
    data = {"decision": "approve", "seen": queries.hash_of(exemption), "reason": "属实", **said}
    return client.post(f"/registry/exemptions/{exemption.pk}/decide/", data).status_code


def test_a_unit_asks_and_is_led_to_its_request(entry: Asset, signed_in: Callable[..., Client]) -> None:
    client, today = signed_in(Role.CLERK, "XW"), timezone.localdate()
    page = client.get(f"/registry/exemptions/new/{entry.asset_id}").content.decode()
    assert "NM-01 内容不更新" in page
    assert "[I]" in page
    assert "A-03" not in page
    said = {
        "rules": ["NM-01"], "reason_code": "seasonal", "basis": "汛期专用", "valid_from": today.isoformat(),
        "valid_until": (today + timedelta(days=90)).isoformat(),
    }  # fmt: skip
    answer = client.post(f"/registry/exemptions/new/{entry.asset_id}", said)
    assert answer.headers["Location"] == f"/registry/exemptions/{Exemption.objects.get().pk}/"
    said["valid_until"] = (today + timedelta(days=800)).isoformat()
    assert client.post(f"/registry/exemptions/new/{entry.asset_id}", said).status_code == 422


def test_a_unit_above_decides_on_the_page(exemption: Exemption, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.COORDINATOR, "X")
    assert 'name="seen"' in client.get(f"/registry/exemptions/{exemption.pk}/").content.decode()
    assert decided(client, exemption, reason="") == 422
    assert decided(client, exemption) == 302
    exemption.refresh_from_db()
    assert exemption.state == "approved"


def test_what_changed_since_is_shown_anew_and_not_decided(
    exemption: Exemption, signed_in: Callable[..., Client]
) -> None:
    assert decided(signed_in(Role.COORDINATOR, "X"), exemption, seen="0" * 64) == 409
    exemption.refresh_from_db()
    assert exemption.state == "requested"


def test_who_acts_for_the_sponsor_is_refused_by_the_server_though_the_page_offers_nothing(
    exemption: Exemption, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.COORDINATOR, "XW")
    page = client.get(f"/registry/exemptions/{exemption.pk}/").content.decode()
    assert 'name="seen"' not in page
    assert "不能决定本单位的豁免" in page
    assert decided(client, exemption) == 403
    assert decided(client, exemption, reason="") == 403
    exemption.refresh_from_db()
    assert exemption.state == "requested"


def test_administrators_and_clerks_do_not_come_in(exemption: Exemption, signed_in: Callable[..., Client]) -> None:
    for role in (Role.ADMINISTRATOR, Role.CLERK):
        assert decided(signed_in(role, "P"), exemption) == 403


def test_an_exemption_beyond_the_scope_does_not_exist(exemption: Exemption, signed_in: Callable[..., Client]) -> None:
    stranger = signed_in(Role.COORDINATOR, "D")
    assert stranger.get(f"/registry/exemptions/{exemption.pk}/").status_code == 404
    assert decided(stranger, exemption) == 404
    assert stranger.get(f"/registry/exemptions/new/{exemption.asset.asset_id}").status_code == 403


def test_it_is_reviewed_and_withdrawn_by_the_unit(exemption: Exemption, signed_in: Callable[..., Client]) -> None:
    Exemption.objects.update(state="approved")
    client = signed_in(Role.CLERK, "XW")
    client.post(f"/registry/exemptions/{exemption.pk}/review/", {"note": "仍需要"})
    client.post(f"/registry/exemptions/{exemption.pk}/withdraw/", {"note": " "})
    exemption.refresh_from_db()
    assert (exemption.review_note, exemption.state) == ("仍需要", "approved")
    client.post(f"/registry/exemptions/{exemption.pk}/withdraw/", {"note": "已关停"})
    exemption.refresh_from_db()
    assert (exemption.state, exemption.ended_reason) == ("withdrawn", "已关停")


def test_a_renewal_begins_the_day_after_with_what_was_said(
    exemption: Exemption, signed_in: Callable[..., Client]
) -> None:
    path = f"/registry/exemptions/new/{exemption.asset.asset_id}?renews={exemption.pk}"
    page = signed_in(Role.CLERK, "XW").get(path).content.decode()
    assert "汛期专用" in page
    assert (exemption.valid_until + timedelta(days=1)).isoformat() in page


def test_a_later_change_of_the_entry_is_shown(exemption: Exemption, signed_in: Callable[..., Client]) -> None:
    decided(signed_in(Role.COORDINATOR, "X"), exemption)
    Asset.objects.update(purpose="改作宣传")
    page = signed_in(Role.CLERK, "XW").get(f"/registry/exemptions/{exemption.pk}/").content.decode()
    assert "请复核这项豁免是否仍然适用" in page


def test_each_number_in_force_leads_to_its_rows(exemption: Exemption, signed_in: Callable[..., Client]) -> None:
    Exemption.objects.update(state="approved")
    client = signed_in(Role.COORDINATOR, "X")
    page = client.get("/registry/exemptions/figures/").content.decode()
    assert "?reason=seasonal&amp;standing=in_force&amp;standing=ending" in page
    rows, others = (
        client.get(f"/registry/exemptions.csv?reason={reason}&standing=in_force&standing=ending").getvalue().decode()
        for reason in ("seasonal", "migration")
    )
    assert "清河防汛" in rows
    assert "清河防汛" not in others
