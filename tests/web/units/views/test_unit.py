"""Pages of units."""

from collections.abc import Callable

import pytest
from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Post, Unit

REFORM = {"on": "2026-08-01", "basis": "苏编〔2026〕3号", "version": 1}


@pytest.fixture
def coordinator(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.COORDINATOR, "X")


def test_the_tree_opens_a_level_at_a_time(coordinator: Client) -> None:
    top = coordinator.get("/units/tree/").content.decode()
    below = coordinator.get("/units/tree/?at=X").content.decode()
    assert "清河县水务局" not in top
    assert "清河县水务局" in below


def test_a_unit_shows_who_leads_it_on_both_sides(coordinator: Client) -> None:
    page = coordinator.get("/units/unit/XH/").content.decode()
    assert "清川市卫生健康委员会" in page
    assert "/units/unit/X/" in page


def test_a_unit_outside_the_scope_is_not_there(coordinator: Client) -> None:
    assert coordinator.get("/units/unit/DH/").status_code == 404
    assert coordinator.get("/units/unit/DH/change/").status_code == 404


def test_a_unit_is_founded_from_its_form(coordinator: Client) -> None:
    said = {"parent": "清河县", "unit_id": "XE", "name": "清河县教育局", "level": "county"}
    assert coordinator.post("/units/new/", said).status_code == 302
    assert Unit.objects.get(unit_id="XE").parent.unit_id == "X"  # type: ignore[union-attr]


def test_a_parent_that_is_not_found_is_said_beside_its_field(coordinator: Client) -> None:
    answer = coordinator.post("/units/new/", {"parent": "云泽市", "unit_id": "XE", "name": "新"})
    assert answer.status_code == 422
    assert "没有找到“云泽市”" in answer.content.decode()


def test_a_change_says_why(coordinator: Client) -> None:
    said = {"name": "清河县水务局", "staff": 12, "level": "county", "version": 1}
    assert coordinator.post("/units/unit/XW/change/", said).status_code == 422
    assert coordinator.post("/units/unit/XW/change/", {**said, "reason": "核实"}).status_code == 302
    assert Unit.objects.get(unit_id="XW").staff == 12


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"kind": "renamed", "name": "清河县水利局"}, 302),
        ({"kind": "renamed"}, 422),
        ({"kind": "moved", "parent": "T"}, 302),
        ({"kind": "merged", "successor": "XH"}, 302),
        ({"kind": "merged"}, 422),
        ({"kind": "moved", "parent": "XW"}, 422),
    ],
)
def test_a_reform_needs_what_its_kind_needs(coordinator: Client, said: dict[str, str], status: int) -> None:
    assert coordinator.post("/units/unit/XW/reform/", {**REFORM, **said}).status_code == status


def test_the_list_and_its_twins_hold_the_units_in_scope(coordinator: Client) -> None:
    page = coordinator.get("/units/all/").content.decode()
    csv = coordinator.get("/units/all.csv")
    text = b"".join(csv.streaming_content) if csv.streaming else csv.content
    assert "清河县水务局" in page
    assert "清河县水务局" in text.decode("utf-8-sig")
    assert "云泽市" not in text.decode("utf-8-sig")


def test_the_page_before_a_reform_lists_what_would_be_handed_on(coordinator: Client) -> None:
    Post.objects.create(unit=Unit.objects.get(unit_id="XW"), name="运营岗")
    page = coordinator.get("/units/unit/XW/reform/").content.decode()
    assert "并入或撤销时随之移交" in page
    assert "<dt>岗位</dt><dd>1</dd>" in page
    answer = coordinator.post("/units/unit/XW/reform/", {**REFORM, "kind": "abolished"})
    assert answer.status_code == 422
    assert "请选择承接单位" in answer.content.decode()
