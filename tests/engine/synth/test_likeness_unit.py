import numpy as np
import pytest

from jianfu.engine.synth import likeness_unit as unit


@pytest.fixture(scope="module")
def units() -> unit.Units:
    return unit.made(split="dev", wanted=1500, random=np.random.default_rng(3))


def test_names_of_units_are_their_own(units: unit.Units) -> None:
    table = units.table()
    assert len(table) == len(units) >= 1500
    assert len(set(table["unit_id"].to_pylist())) == len(table)
    assert len(set(table["name"].to_pylist())) / len(table) > 0.99


def test_a_party_organ_names_its_place_inside(units: unit.Units) -> None:
    inside = [place for place, kind in enumerate(units.kinds) if "{}" in units.departments[kind].full[2]]
    assert inside
    for place in inside:
        spot = units.gazetteer.spots[units.places[place]]
        assert spot.official in units.official(place)
        assert "{" not in units.official(place)


def test_towns_have_halls_by_their_kind(units: unit.Units) -> None:
    names = units.table()["name"].to_pylist()
    assert any(name.endswith("镇人民政府") for name in names)
    assert any(name.endswith("街道办事处") for name in names)
    assert not any(name.endswith("街道人民政府") for name in names)


def test_ids_of_no_unit_are_empty() -> None:
    assert unit.unit_ids(np.array([3, -1])).to_pylist() == ["U0000003", None]
