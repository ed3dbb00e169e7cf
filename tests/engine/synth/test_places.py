"""Places of a province: real ones, thinned, each under the one above."""

from jianfu.engine.names import division
from jianfu.engine.names.division import Kind
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.places import CITY, COUNTY, PROVINCE, TOWN, Place, places
from jianfu.engine.synth.request import Request


def _places(**asked: object) -> tuple[Place, ...]:
    (share,) = Request(**asked).shares  # type: ignore[arg-type]
    return places(share=share, draw=Draw(seed=1, province="32", stage="x"))


def test_a_whole_province_has_all_its_cities_and_counties_and_the_towns_of_counties() -> None:
    levels = [place.level for place in _places()]
    of_zones = 36
    assert [levels.count(level) for level in (PROVINCE, CITY, COUNTY, TOWN)] == [1, 13, 95, 1198 - of_zones]


def test_a_small_province_has_every_level_and_only_divisions_proper() -> None:
    made = _places(units=100)
    assert {place.level for place in made} == {PROVINCE, CITY, COUNTY, TOWN}
    assert {division.by_code()[place.division].kind for place in made} == {Kind.DIVISION}


def test_every_place_lies_in_the_one_above_it() -> None:
    made = _places(units=300)
    assert all(place.division.startswith(made[place.parent].division) for place in made[1:])


def test_counties_of_one_name_are_told_apart_by_their_city() -> None:
    names = {place.name for place in _places() if place.level == COUNTY}
    assert {"南京市鼓楼区", "徐州市鼓楼区", "泰兴市"} <= names
    assert len(names) == 95


def test_the_counties_of_a_municipality_stand_under_it() -> None:
    made = _places(region="上海", units=2000)
    assert {place.level for place in made} == {PROVINCE, COUNTY, TOWN}
