"""Finding units by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.unit import NamedUnit, UnitIndex, organ_core, organ_cores

UNITS = (
    NamedUnit("U1", "江苏省水利厅", "省水利厅", "320000"),
    NamedUnit("U2", "泰州市水务局", "市水务局", "321200"),
    NamedUnit("U3", "兴化市水务局", "", "321281"),
    NamedUnit("U4", "教育局", "", "321281"),
    NamedUnit("U5", "教育局", "", "321283"),
)
INDEX = UnitIndex.of(UNITS)


@pytest.mark.parametrize(
    ("name", "region", "found"),
    [
        ("泰州市水务局", "", ("U2",)),
        ("市水务局", "", ("U2",)),
        ("江苏省泰州市水务局", "", ("U2",)),
        ("水务局", "", ("U2", "U3")),
        ("水务局", "321281", ("U3",)),
        ("水利厅", "", ("U1",)),
        ("教育局", "", ("U4", "U5")),
        ("教育局", "321283", ("U5",)),
        ("教育局", "320000", ("U4", "U5")),
        ("南京市水务局", "", ()),
        ("", "", ()),
    ],
)
def test_a_name_finds_every_unit_it_may_mean(name: str, region: str, found: tuple[str, ...]) -> None:
    assert INDEX.find(name, region) == found


def test_an_exact_name_goes_before_a_folded_one() -> None:
    index = UnitIndex.of([NamedUnit("U1", "某（甲）局"), NamedUnit("U2", "某(甲)局")])
    assert index.find("某(甲)局") == ("U2",)
    assert index.find("某〔甲〕局") == ("U1", "U2")


@given(st.lists(st.text("省市县区局甲乙丙水务", min_size=1, max_size=6), max_size=8), st.data())
def test_a_units_own_name_always_finds_it(names: list[str], data: st.DataObject) -> None:
    units = [NamedUnit(f"U{place}", name) for place, name in enumerate(names)]
    index = UnitIndex.of(units)
    for unit in units:
        assert unit.unit_id in index.find(unit.name)


BY_ORGAN = UnitIndex.of(
    [
        NamedUnit("U1", "泰兴市市场监督管理局", "", "321283"),
        NamedUnit("U2", "泰州市市场监督管理局", "", "321200"),
        NamedUnit("U3", "泰州市城市管理局（综合行政执法局）", "", "321200"),
        NamedUnit("U4", "卫生健康委员会", "", "321281"),
        NamedUnit("U5", "泰兴市虹桥镇人民政府", "", "321283124"),
        NamedUnit("U6", "泰州高新区市场监督管理局", "", "321200"),
        NamedUnit("U7", "南京市鼓楼区教育局", "", "320106"),
        NamedUnit("U8", "徐州市鼓楼区教育局", "", "320302"),
    ]
)


@pytest.mark.parametrize(
    ("name", "region", "found"),
    [
        ("泰兴市市监局", "", ("U1",)),
        ("泰興市市監局", "", ("U1",)),
        ("市监局", "", ("U1", "U2", "U6")),
        ("市监局", "321283", ("U1",)),
        ("江苏省泰州市市监局", "", ("U2",)),
        ("泰州市工商局", "", ("U2",)),
        ("南京市市监局", "", ()),
        ("泰州市城管局", "", ("U3",)),
        ("泰州市综合行政执法局", "", ("U3",)),
        ("兴化市卫健委", "", ("U4",)),
        ("泰兴市卫健委", "", ()),
        ("虹桥镇政府", "321283", ("U5",)),
        ("泰州高新技术产业开发区市监局", "", ("U6",)),
        ("鼓楼区教体局", "", ("U7", "U8")),
        ("鼓楼区教体局", "320302", ("U8",)),
        ("徐州市鼓楼区教体局", "", ("U8",)),
        ("平安泰兴", "321283", ()),
        ("泰兴市市监局虹桥分局", "", ()),
        ("泰兴市市监居", "", ()),
        ("泰星市市监局", "321283", ()),
    ],
)
def test_a_unit_is_found_by_another_name_of_its_organ_at_its_place(
    name: str, region: str, found: tuple[str, ...]
) -> None:
    assert BY_ORGAN.find(name, region) == found


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("江苏省泰州市市监局", "市场监管"),
        ("泰兴市市场监督管理局", "市场监管"),
        ("泰兴市人民政府", "政府"),
        ("泰兴市人民政府办公室", "政府办"),
        ("泰兴市水务局水政支队", "水务水政支队"),
        ("泰兴市", ""),
        ("", ""),
    ],
)
def test_the_core_of_a_units_name_is_its_organ_without_places(name: str, core: str) -> None:
    assert organ_core(name) == core


def test_a_unit_with_two_signs_has_the_core_of_each() -> None:
    assert organ_cores("泰州市城市管理局（综合行政执法局）") == ("城管综合执法", "城管", "综合执法")
