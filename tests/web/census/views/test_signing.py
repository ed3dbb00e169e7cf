"""The responsible person sees every difference and signs exactly that."""

import re
from collections.abc import Callable

from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Declaration
from jianfu.web.registry.models import Asset


def test_the_page_shows_the_whole_difference_and_takes_the_signature(
    handed_in: Declaration, signed_in: Callable[..., Client]
) -> None:
    client, page = signed_in(Role.RESPONSIBLE, "XW"), f"/census/declarations/{handed_in.pk}/sign/"
    html = client.get(page).content.decode()
    for text in ("清河节水", '<del lang="zh-Hans">清河水务</del>', "清河水务值班群"):
        assert text in html
    seen = re.findall(r'name="seen_hash" value="(\w+)"', html)[0]
    client.post(page, {"seen_hash": seen})
    handed_in.refresh_from_db()
    assert handed_in.state == "signed"
    assert Asset.objects.filter(name="清河水利").exists()


def test_after_a_change_of_the_register_no_signature_is_offered(
    handed_in: Declaration, signed_in: Callable[..., Client]
) -> None:
    client, page = signed_in(Role.RESPONSIBLE, "XW"), f"/census/declarations/{handed_in.pk}/sign/"
    Asset.objects.filter(asset_id="A2").update(members=99)
    assert "seen_hash" not in client.get(page).content.decode()
    assert "之后又有改动" in client.post(page, {"seen_hash": handed_in.content_hash}, follow=True).content.decode()


def test_it_is_returned_with_a_reason(handed_in: Declaration, signed_in: Callable[..., Client]) -> None:
    client, page = signed_in(Role.RESPONSIBLE, "XW"), f"/census/declarations/{handed_in.pk}/send-back/"
    assert "退回须写明理由" in client.post(page, {"reason": ""}, follow=True).content.decode()
    assert "缺值班群" in client.post(page, {"reason": "缺值班群"}, follow=True).content.decode()


def test_another_units_responsible_finds_nothing(handed_in: Declaration, signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.RESPONSIBLE, "XH").get(f"/census/declarations/{handed_in.pk}/sign/").status_code == 404
    assert signed_in(Role.CLERK, "XW").get(f"/census/declarations/{handed_in.pk}/sign/").status_code == 403
