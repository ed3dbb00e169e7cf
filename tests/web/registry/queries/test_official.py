"""The public check."""

from datetime import date
from typing import Any

import pytest

from jianfu.web.base.search import text_for
from jianfu.web.registry.models import AssetName, AssetRelation
from jianfu.web.registry.queries import official as queries
from jianfu.web.registry.queries.official import Answer


@pytest.mark.parametrize("asked", ["清河水务", "gh_0a1b2c", "https://www.qinghe.gov.cn/w/", "A1", " 清河水务 "])
def test_name_address_and_number_are_answered(asset: Any, asked: str) -> None:
    asset(platform_id="gh_0a1b2c", url="http://qinghe.gov.cn/w", opened_on=date(2020, 1, 1))
    (found,) = queries.check(asked)
    assert (found.answer, found.since, found.by_name) == (Answer.OFFICIAL, date(2020, 1, 1), False)
    assert queries.plain(found)["sponsor"] == "清河县水务局"


def test_a_name_in_part_is_marked_as_such(asset: Any) -> None:
    asset(search=text_for("清河水务"))
    (found,) = queries.check("河水")
    assert found.by_name


def test_a_closed_entry_names_who_took_over(asset: Any) -> None:
    old = asset("旧号", state="closed", closed_on=date(2026, 1, 1))
    AssetRelation.objects.create(asset=old, kind="successor", other=asset("新号"))
    (found,) = queries.check("旧号")
    assert (found.answer, found.since, [heir.name for heir in found.successors]) == (
        Answer.CLOSED, date(2026, 1, 1), ["新号"],
    )  # fmt: skip


def test_a_former_name_leads_to_its_entry(asset: Any) -> None:
    AssetName.objects.create(asset=asset(), kind="name", value="清河水利", until=date(2025, 1, 1))
    (found,) = queries.check("清河水利")
    assert found.answer is Answer.FORMERLY


@pytest.mark.parametrize(
    "given", [{"category": "work_group"}, {"category": "app", "audience": "internal"}, {"audience": "grassroots"}]
)
def test_what_does_not_face_the_public_is_not_answered(asset: Any, given: dict[str, str]) -> None:
    asset("内部", **given)
    assert queries.check("内部") == []


def test_one_character_or_nothing_asks_nothing(asset: Any) -> None:
    asset("水")
    assert queries.check("水") == queries.check("") == []


def test_what_is_not_there_is_not_found(asset: Any) -> None:
    asset()
    assert queries.check("https://weibo.com/u/1234567890") == []
