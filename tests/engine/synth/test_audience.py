"""Audiences: whom a group addresses, and over how many levels."""

from typing import Any

import numpy as np

from jianfu.engine.synth import audience
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.group import DOWN, LAYERED, TWIN, UP


def _units_of(province: Any, row: int) -> set[int]:
    return set(province.audience.units[province.audience.rows == row].tolist())


def test_every_group_addresses_someone_unless_its_audience_was_removed(province: Any) -> None:
    told = np.zeros(len(province.groups), bool)
    told[province.audience.rows] = True
    assert (told == ~province.groups.no_audience).all()


def test_a_twin_addresses_exactly_whom_its_mate_does(province: Any) -> None:
    made = province.groups
    for row in np.flatnonzero(made.parts == TWIN)[:40]:
        assert _units_of(province, row) == _units_of(province, made.mates[row])


def test_only_overloaded_mergers_span_three_levels(province: Any) -> None:
    made = province.groups
    layered = (made.overload == LAYERED) & ~made.no_audience
    assert (province.audience.levels[layered] >= 3).all()
    assert (province.audience.levels[~layered] < 3).all()


def test_a_group_to_below_addresses_units_below_and_one_to_above_the_unit_above(province: Any) -> None:
    made, parents = province.groups, province.units.parents
    plain = (made.overload == 0) & ~made.no_audience
    for row in np.flatnonzero(plain & (made.directions == DOWN))[:40]:
        sponsor = made.entry.sponsors[row]
        assert all(unit == sponsor or parents[unit] == sponsor for unit in _units_of(province, row))
    for row in np.flatnonzero(plain & (made.directions == UP))[:40]:
        assert parents[made.entry.sponsors[row]] in _units_of(province, row)


def test_no_unit_is_addressed_twice_by_one_group(province: Any) -> None:
    table = audience.sheet(
        province.audience, province.groups, province.units, Draw(seed=1, province="32", stage="x")
    ).typed()
    pairs = list(zip(table["asset_id"].to_pylist(), table["unit_id"].to_pylist(), strict=True))
    assert len(set(pairs)) == len(pairs)
