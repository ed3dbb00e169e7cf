"""Organs in names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.organ import ordered, organ


@pytest.mark.parametrize(
    ("text", "organ_", "core"),
    [
        ("市场监督管理局", "市场监管", "市场监管"),
        ("市场监管局", "市场监管", "市场监管"),
        ("市监局", "市场监管", "市场监管"),
        ("教育厅", "教育", "教育"),
        ("卫生和计划生育委员会", "卫健", "卫健"),
        ("健康卫健委", "卫健", "卫健"),
        ("公安局虹桥分局", "公安", "公安虹桥分局"),
        ("水务局水政支队", "水务", "水务水政支队"),
        ("公安局交通警察大队", "交警", "交警"),
        ("阳光司法", "司法", "司法阳光"),
        ("司法阳光", "司法", "司法阳光"),
        ("自然资源与规划局", "自然资源", "自然资源"),
        ("大运河文化带建设办公室", "大运河文化带建设", "大运河文化带建设"),
        ("历史名城管理委员会", "管委会", "管委会历史名城"),
        ("阳光名城管家", "", "阳光名城管家"),
        ("委", "党委", "党委"),
        ("委员会", "党委", "党委"),
        ("中学", "", "中学"),
        ("", "", ""),
    ],
)
def test_a_name_without_its_place_speaks_of_an_organ(text: str, organ_: str, core: str) -> None:
    found = organ(text)
    assert (found.organ, found.core) == (organ_, core)


@pytest.mark.parametrize("text", ["平安", "健康", "清廉", "青春"])
def test_the_names_accounts_take_are_no_units(text: str) -> None:
    assert organ(text).organ != ""
    assert organ(text, nicknames=False).organ == ""


def test_a_mistyped_organ_is_known_only_with_slips() -> None:
    assert organ("卫建委").organ == "卫健"
    assert organ("卫建委", slips=False).organ != "卫健"


@given(st.lists(st.text(max_size=3)))
def test_the_order_of_parts_does_not_count(parts: list[str]) -> None:
    assert ordered(parts) == ordered(parts[::-1]) == ordered([*parts, *parts, ""])
