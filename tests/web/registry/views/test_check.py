"""The public check, without signing in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse


def test_the_public_is_told_what_is_official(asset: Any) -> None:
    entry = asset(url="https://qinghe.gov.cn/w")
    text = Client().get(reverse("registry:check"), {"q": "http://www.qinghe.gov.cn/w"}).content.decode()
    assert "是，已登记的官方账号" in text
    assert reverse("registry:official", args=[entry.asset_id]) in text
    assert "是，已登记的官方账号" in Client().get(reverse("registry:official", args=[entry.asset_id])).content.decode()


@pytest.mark.parametrize(("state", "said"), [("suspended", "现已停更"), ("closed", "现已注销关停")])
def test_what_ended_is_said_so(asset: Any, state: str, said: str) -> None:
    asset(state=state)
    assert said in Client().get(reverse("registry:check"), {"q": "清河水务"}).content.decode()


def test_what_is_not_found_is_not_accused(db: None) -> None:
    text = Client().get(reverse("registry:check"), {"q": "<b>清河假号</b>"}).content.decode()
    assert "并不说明它是假的" in text
    assert "<b>清河假号" not in text


def test_machines_get_the_same_answer(asset: Any) -> None:
    asset()
    said = Client().get(reverse("registry:check_json"), {"q": "清河水务"}).json()
    assert said["official"] is True
    assert [one["sponsor"] for one in said["found"]] == ["清河县水务局"]
    assert Client().get(reverse("registry:check_json"), {"q": "没有"}).json()["official"] is False


def test_no_person_and_no_inner_thing_is_shown(asset: Any) -> None:
    group = asset("内部群", category="work_group")
    assert Client().get(reverse("registry:official", args=[group.asset_id])).status_code == 404
