"""The page of a list: rows of the scope, chips, heads, ages, empty states."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


def _body(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    """Return the county's coordinator at a browser."""
    return signed_in(Role.COORDINATOR, "X")


def test_only_rows_of_the_scope_are_shown_whatever_is_asked(client: Client) -> None:
    for query in ("", "?parent=P", "?name__has=市", "?q=市"):
        names = {row.cells[0].text for row in client.get(f"/trial/units/{query}").context["rows"]}
        assert names <= {"清河县", "清河县卫生健康局", "清河县水务局", "石门镇"}


def test_a_search_finds_by_pinyin(client: Client, searchable: dict[str, Unit]) -> None:
    rows = client.get("/trial/units/?q=qhxsw").context["rows"]
    assert [row.cells[0].text for row in rows] == ["清河县水务局"]


def test_each_filter_is_a_chip_that_takes_it_away(client: Client) -> None:
    chips = client.get("/trial/units/?level=county&level=town&parent=X&staff__empty=1").context["chips"]
    said = [(str(chip.label), str(chip.lookup), chip.value, chip.without) for chip in chips]
    assert said == [
        ("层级", "是", "县级、乡级", "parent=X&staff__empty=1"),
        ("上级单位", "是（含下级）", "清河县", "level=county&level=town&staff__empty=1"),
        ("人数", "为空", "", "level=county&level=town&parent=X"),
    ]


def test_a_complaint_is_shown_beside_the_rows(client: Client) -> None:
    answer = client.get("/trial/units/?colour=red")
    assert "本列表没有“colour”这一筛选项" in _body(answer)
    assert len(answer.context["rows"]) == 4


def test_the_head_says_how_the_rows_are_sorted_and_a_click_turns_it(client: Client) -> None:
    head = client.get("/trial/units/?sort=name&level=county").context["heads"][0]
    assert (head.sort, head.query) == ("ascending", "level=county&sort=-name")
    assert 'aria-sort="ascending"' in _body(client.get("/trial/units/?sort=name"))


def test_columns_are_those_chosen_in_their_order(client: Client) -> None:
    heads = client.get("/trial/units/?cols=level,name").context["heads"]
    assert [head.field.name for head in heads] == ["level", "name"]


def test_the_age_of_what_was_observed_stands_beside_it(client: Client, asset: Callable[..., Asset]) -> None:
    today = timezone.localdate()
    asset(last_activity_on=today - timedelta(9), observed_on=today - timedelta(3))
    assert f'datetime="{today - timedelta(3)}"' in _body(client.get("/trial/entries/"))
    assert "3天前" in _body(client.get("/trial/entries/"))


def test_no_rows_at_all_and_no_rows_that_match_say_different_things(client: Client) -> None:
    assert "清除全部筛选" in _body(client.get("/trial/units/?name=无"))
    bare = _body(client.get("/trial/entries/"))
    assert "登记第一个条目。" in bare
    assert "清除全部筛选" not in bare


def test_the_form_of_filters_leads_to_an_address(client: Client) -> None:
    answer = client.get(
        "/trial/units/?narrow=1&sort=name&line=旧&level~how=not&level~value=town&line~how=&line~value=卫健"
        "&staff~how=between&staff~value=3&staff~last=9&founded_on~how=empty1&name~how=&name~value="
    )
    query = "sort=name&level__not=town&line__has=卫健&staff__between=3..9&founded_on__empty=1"
    assert QueryDict(answer["Location"].partition("?")[2]) == QueryDict(query)


def test_the_form_of_columns_leads_to_an_address(client: Client) -> None:
    answer = client.get("/trial/units/?choose=1&cols=name&cols=level&size=100&level=town")
    assert answer["Location"] == "/trial/units/?cols=name%2Clevel&size=100&level=town"


def test_more_rows_than_a_page_are_walked_by_next_and_previous(client: Client, asset: Callable[..., Asset]) -> None:
    first_asset = asset("首")
    Asset.objects.bulk_create(
        Asset(asset_id=f"B{n}", name=f"名{n}", category="app", sponsor=first_asset.sponsor,
              created_at=first_asset.created_at, changed_at=first_asset.changed_at)
        for n in range(60)
    )  # fmt: skip
    first = client.get("/trial/entries/?sort=name")
    second = client.get(f"/trial/entries/?{first.context['after']}")
    assert (len(first.context["rows"]), len(second.context["rows"]), second.context["after"]) == (50, 11, "")
    back = client.get(f"/trial/entries/?{second.context['before']}")
    assert [row.pk for row in back.context["rows"]] == [row.pk for row in first.context["rows"]]


def test_a_place_of_another_order_is_said_and_leads_to_the_first_page(client: Client) -> None:
    answer = client.get("/trial/units/?sort=founded_on&after=WyJuYW1lIiwxXQ")
    assert "已回到第一页" in _body(answer)


def test_in_a_page_of_the_list_the_number_of_questions_to_the_database_is_fixed(
    client: Client, asset: Callable[..., Asset], django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        asset(f"名{number}", "XW" if number % 2 else "XH")
    client.get("/trial/entries/")
    with django_assert_max_num_queries(9):
        client.get("/trial/entries/")
