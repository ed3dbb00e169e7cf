"""The page of an entry."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from jianfu.web.base.permissions import Role
from jianfu.web.registry.actions import asset as actions
from jianfu.web.registry.models import AssetFunction, AssetRelation
from jianfu.web.registry.views.asset import facts


def test_the_page_shows_all_that_hangs_on_an_entry(asset: Any, moment: Any, signed_in: Any) -> None:
    entry = asset(followers=9, stated_none=["url"])
    actions.change(asset=entry, values={"name": "清河水利"}, version=1, **moment)
    AssetFunction.objects.create(asset=entry, function_code="F1", function_name="水费查询")
    AssetRelation.objects.create(asset=asset("旧号"), kind="successor", other=entry)
    page = signed_in(Role.COORDINATOR, "X").get(reverse("registry:asset", args=[entry.asset_id]))
    text = page.content.decode()
    for said in ("清河水利", "清河水务", "水费查询", "旧号", "核实后更正", "来源未知", "无人承接", "填报为“无”"):
        assert said in text, said
    assert reverse("registry:move", args=["suspend", entry.asset_id]) in text


def test_an_entry_out_of_reach_is_not_there(asset: Any, signed_in: Any) -> None:
    asset("云泽健康", "DH", asset_id="D1")
    assert signed_in(Role.COORDINATOR, "X").get(reverse("registry:asset", args=["D1"])).status_code == 404
    assert signed_in(Role.COORDINATOR, "X").get(reverse("registry:code", args=["D1"])).status_code == 404


def test_whoever_only_reads_is_offered_no_change(asset: Any, signed_in: Any) -> None:
    entry = asset(asset_id="微信:a/b", state="active")
    page = signed_in(Role.INSPECTOR, "X").get(reverse("registry:asset", args=[entry.asset_id]))
    assert page.status_code == 200
    assert reverse("registry:asset_change", args=[entry.asset_id]) not in page.content.decode()


def test_the_code_is_a_drawing(asset: Any, signed_in: Any) -> None:
    answer = signed_in(Role.CLERK, "XW").get(reverse("registry:code", args=[asset().asset_id]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert b"style=" not in answer.content


def test_facts_tell_unknown_from_none(asset: Any) -> None:
    entry = asset(opened_on=date(2020, 1, 1), stated_none=["url"], main_account=False)
    rows = {label: (value, none) for _title, group in facts(entry) for label, value, none in group}
    assert rows["链接"] == (None, True)
    assert rows["用途"] == (None, False)
    assert rows["主账号"] == (False, False)


@pytest.mark.parametrize("category", ["new_media", "app", "work_group"])
def test_whatever_an_import_gave_an_entry_is_on_its_page(asset: Any, signed_in: Any, category: str) -> None:
    given = {
        "class_2018": "政务新媒体", "filing_no": "苏备9", "certified_entity": "清河县政府", "matter": "防汛值守",
        "closing_notice_url": "https://example.org/notice", "mau": 76543, "members": 8642,
        "outsourced_operator": "某公司",
    }  # fmt: skip
    asset("清河水务", "XW", asset_id="A1", category=category, **given)
    page = signed_in(Role.CLERK, "XW").get("/registry/asset/A1").content.decode()
    assert [value for value in given.values() if str(value) not in page.replace(",", "")] == []
