"""Finding units by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.unit import NamedUnit, UnitIndex

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
