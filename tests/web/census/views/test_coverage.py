"""The coverage page: every number opens as many rows as it says; the twins say the same."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Campaign, Declaration


@pytest.fixture
def page(campaign: Campaign) -> str:
    for unit_id, state in {"P": "signed", "C": "nothing", "X": "working", "T": "handed_in"}.items():
        Declaration.objects.filter(unit__unit_id=unit_id).update(state=state, due_on="2020-01-01")
    return f"/census/campaigns/{campaign.pk}/coverage"


@pytest.mark.parametrize("at", ["P", "C", "X"])
def test_every_number_opens_its_rows(page: str, signed_in: Callable[..., Client], at: str) -> None:
    client = signed_in(Role.PROVINCIAL_LEAD, "P")
    html = client.get(f"{page}/?at={at}").content.decode()
    links = set(re.findall(r'<a href="(/census/declarations/\?[^"]+)">(\d+)</a>', html))
    assert len(links) > 10
    for address, number in links:
        rows = client.get(unescape(address).replace("/declarations/?", "/declarations.json?"))
        assert len(json.loads(rows.getvalue())["rows"]) == int(number), address


def test_each_tile_leads_down(page: str, signed_in: Callable[..., Client]) -> None:
    html = signed_in(Role.PROVINCIAL_LEAD, "P").get(f"{page}/").content.decode()
    assert f'<a href="{page}/?at=C" class="tile tile-low"><span class="tile-name" lang="zh-Hans">南京</span>' in html
    assert "大致按方位排列" in html


def test_an_unknown_place_is_not_there(page: str, signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.PROVINCIAL_LEAD, "P").get(f"{page}/?at=nowhere").status_code == 404
