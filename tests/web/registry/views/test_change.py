"""Entering and changing in the browser's terms."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jianfu.web.base.permissions import Role
from jianfu.web.registry.actions.request import hash_of
from jianfu.web.registry.models import Asset, ChangeRequest

NEW = {"name": "石门发布", "sponsor": "T", "reason": "新开", "url": "https://weibo.com/u/1234567890"}


def test_a_coordinator_enters_at_once_and_the_address_says_the_platform(signed_in: Any) -> None:
    answer = signed_in(Role.COORDINATOR, "X").post(reverse("registry:asset_create", args=["new_media"]), NEW)
    entry = Asset.objects.get()
    assert answer["Location"] == reverse("registry:asset", args=[entry.asset_id])
    assert (entry.platform, entry.platform_id, entry.state) == ("新浪微博", "1234567890", "active")


def test_a_clerk_proposes(signed_in: Any) -> None:
    client = signed_in(Role.CLERK, "T")
    answer = client.post(reverse("registry:asset_create", args=["new_media"]), NEW)
    assert answer["Location"] == reverse("registry:request", args=[ChangeRequest.objects.get().pk])
    assert not Asset.objects.exists()


def test_possible_duplicates_stop_the_first_save_until_checked(asset: Any, signed_in: Any) -> None:
    asset("石门发布", "T")
    client, address = signed_in(Role.COORDINATOR, "X"), reverse("registry:asset_create", args=["new_media"])
    held = client.post(address, NEW)
    assert held.status_code == 422
    assert "名称相同" in held.content.decode()
    assert Asset.objects.count() == 1
    client.post(address, {**NEW, "checked": "yes"})
    assert Asset.objects.count() == 2


def test_while_typing_the_fragment_shows_duplicates_without_links_beyond_reach(asset: Any, signed_in: Any) -> None:
    asset("云泽健康", "DH", url="https://x.gov.cn/1", asset_id="D1")
    said = {"url": "http://x.gov.cn/1", "category": "new_media"}
    text = signed_in(Role.CLERK, "XW").get(reverse("registry:alike"), said).content.decode()
    assert "云泽健康" in text
    assert "链接相同" in text
    assert reverse("registry:asset", args=["D1"]) not in text


def test_the_fragment_fills_in_what_the_address_says(signed_in: Any) -> None:
    text = signed_in(Role.CLERK, "XW").get(reverse("registry:alike"), {"url": NEW["url"]}).content.decode()
    assert 'value="1234567890"' in text
    assert "hx-swap-oob" in text


def test_a_change_is_saved_and_a_stale_one_is_explained(asset: Any, signed_in: Any) -> None:
    entry = asset(platform="")
    client, address = signed_in(Role.COORDINATOR, "X"), reverse("registry:asset_change", args=[entry.asset_id])
    said = {"name": entry.name, "sponsor": "XW", "version": "1", "reason": "更正", "purpose": "水情"}
    assert client.post(address, said).status_code == 302
    again = client.post(address, {**said, "purpose": "汛情"})
    assert again.status_code == 422
    assert "已被他人修改" in again.content.decode()
    assert Asset.objects.get().purpose == "水情"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.RESPONSIBLE])
def test_who_may_neither_change_nor_propose_is_refused(asset: Any, signed_in: Any, role: Role) -> None:
    assert signed_in(role, "X").get(reverse("registry:asset_change", args=[asset().asset_id])).status_code == 403


def test_the_pages_open(asset: Any, signed_in: Any) -> None:
    client = signed_in(Role.COORDINATOR, "X")
    assert client.get(reverse("registry:asset_new")).status_code == 200
    for category in ("new_media", "app", "work_group"):
        assert client.get(reverse("registry:asset_create", args=[category])).status_code == 200
    assert client.get(reverse("registry:asset_create", args=["other"])).status_code == 404
    assert client.get(reverse("registry:asset_change", args=[asset().asset_id])).status_code == 200


@pytest.fixture
def clerk(person: Any) -> Client:
    client = Client()
    client.force_login(person(Role.CLERK, "XW"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_who_proposed_corrects_it_and_what_was_read_is_no_longer_signed(asset: Any, clerk: Client) -> None:
    entry = asset(purpose="")
    said = {"name": entry.name, "platform": "微信", "sponsor": "XW", "version": "1", "reason": "更正"}
    clerk.post(reverse("registry:asset_change", args=[entry.asset_id]), {**said, "purpose": "水情"})
    proposal = ChangeRequest.objects.get()
    read, address = hash_of(proposal), reverse("registry:request_correct", args=[proposal.pk])
    assert address in clerk.get(reverse("registry:request", args=[proposal.pk])).content.decode()
    assert "水情</textarea>" in clerk.get(address).content.decode()
    assert clerk.post(address, {**said, "purpose": "汛情", "reason": "写全"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.content, proposal.reason) == ({"values": {"purpose": "汛情"}}, "写全")
    assert hash_of(proposal) != read
    assert Asset.objects.get().purpose == ""


def test_a_proposed_entry_is_corrected_and_signed_where_it_now_belongs(signed_in: Any) -> None:
    client = signed_in(Role.CLERK, "X")
    client.post(reverse("registry:asset_create", args=["new_media"]), NEW)
    proposal = ChangeRequest.objects.get()
    address = reverse("registry:request_correct", args=[proposal.pk])
    assert 'value="石门发布"' in client.get(address).content.decode()
    assert client.post(address, {**NEW, "sponsor": "XH", "name": "清河健康"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.unit.unit_id, proposal.content["values"]["category"]) == ("XH", "new_media")
    assert "清河健康" in proposal.title


def test_nobody_else_corrects_a_proposal_and_none_that_was_decided(asset: Any, clerk: Client, signed_in: Any) -> None:
    entry = asset()
    said = {"name": entry.name, "platform": "微信", "sponsor": "XW", "version": "1", "reason": "更正"}
    clerk.post(reverse("registry:asset_change", args=[entry.asset_id]), {**said, "purpose": "水情"})
    proposal = ChangeRequest.objects.get()
    address = reverse("registry:request_correct", args=[proposal.pk])
    assert signed_in(Role.CLERK, "XW").get(address).status_code == 404
    assert clerk.post(address, said).status_code == 422  # nothing would be left of it: that is to withdraw
    clerk.post(reverse("registry:request_decide", args=[proposal.pk, "withdraw"]))
    assert clerk.get(address).status_code == 404
