"""Units: as many as asked, a sound tree, names a department would bear."""

from typing import Any

import numpy as np
import pytest

from jianfu.engine.synth import units
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.request import Request, UnableToMakeProvince


def _units(**asked: Any) -> units.Units:
    (share,) = Request(**asked).shares
    return units.units(share=share, draw=Draw(seed=1, province=share.province.code, stage="x"))


@pytest.mark.parametrize("count", [60, 137, 1000])
def test_there_are_as_many_units_as_asked_with_numbers_of_their_own(count: int) -> None:
    made = _units(units=count)
    assert len(made) == count
    assert len(set(made.ids.to_pylist())) == count


def test_every_unit_but_the_province_has_one_above_it_and_no_circle(province: Any) -> None:
    parents = province.units.parents
    assert np.flatnonzero(parents < 0).tolist() == [0]
    here, steps = np.arange(len(parents)), 0
    while (here > 0).any():
        here, steps = np.where(here > 0, parents[here], 0), steps + 1
        assert steps < 6


def test_departments_bear_the_names_of_their_place_and_line() -> None:
    names = set(_units(units=3000).names.to_pylist())
    assert any(name.endswith("卫生健康局") for name in names)
    assert {"江苏省卫生健康委员会", "江苏省人民政府"} <= names
    assert any(name.endswith("村民委员会") for name in names)


def test_a_province_that_cannot_carry_so_many_units_says_how_many_it_can() -> None:
    with pytest.raises(UnableToMakeProvince, match="海南省的区划只够"):
        _units(region="海南", units=60_000)


def test_every_province_carries_its_share_of_a_nation() -> None:
    for share in Request(scale=31).shares[::6]:
        made = units.units(share=share, draw=Draw(seed=1, province=share.province.code, stage="x"))
        assert len(made) == share.units


def test_the_units_table_names_the_unit_above_by_its_number(province: Any) -> None:
    rows = units.sheet(province.units).typed().to_pylist()
    numbers = {row["unit_id"] for row in rows}
    assert rows[0]["parent_id"] is None
    assert all(row["parent_id"] in numbers for row in rows[1:])
    assert {row["level"] for row in rows} == {"province", "city", "county", "town", "village"}


def test_ranks_count_within_each_key() -> None:
    assert units.rank_within(np.array([5, 3, 5, 5, 3])).tolist() == [0, 0, 1, 2, 1]
