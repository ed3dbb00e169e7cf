"""Names of places to be found in other names."""

import pytest

from jianfu.engine.names import gazetteer


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("江苏", ("32",)),
        ("江苏省", ("32",)),
        ("泰兴", ("321283",)),
        ("鼓楼区", ("320106", "320302", "350102", "410204")),
        ("淮安", ("3208", "320803")),
        ("东莞", ("4419",)),
        ("恩施州", ("4228",)),
        ("广西自治区", ("45",)),
    ],
)
def test_a_place_is_known_by_full_and_short_name(name: str, codes: tuple[str, ...]) -> None:
    assert gazetteer.upper().codes[name] == codes


def test_zones_are_no_places_of_the_table() -> None:
    assert "苏州工业园区" not in gazetteer.upper().codes


def test_towns_are_known_inside_their_county_by_short_names_and_elsewhere_by_full_ones_only() -> None:
    assert gazetteer.towns("321283").codes["虹桥"] == ("321283124",)
    assert len(gazetteer.town_names().codes["虹桥镇"]) > 1
    assert "虹桥" not in gazetteer.town_names().codes


def test_the_tables_of_words_are_read() -> None:
    assert "和平" in gazetteer.everyday()
    assert gazetteer.guards().longest("市场监管", 0) == "市场"
    assert gazetteer.zones()["高新技术产业开发区"] == gazetteer.zones()["高新区"] == "高新区"
    assert gazetteer.zone_words().longest("高新技术产业开发区管委会", 0) == "高新技术产业开发区"
    assert gazetteer.heads()["共青团"] == "共青团"
    assert gazetteer.head_words().longest("中共泰兴市委", 0) == "中共"
    assert gazetteer.short_of("321283") == "泰兴"
