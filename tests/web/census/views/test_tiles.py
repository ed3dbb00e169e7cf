"""The map: one tile a place, each saying its number; cities stand on their spots, others in order."""

from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.census.coverage import Tally
from jianfu.tables.report.regions import JIANGSU_TILES
from jianfu.web.census.queries.coverage import Share
from jianfu.web.census.views.tiles import OWN_SPOT, map_of, shade_of

tallies = st.builds(Tally, not_begun=st.integers(0, 200), signed=st.integers(0, 200), nothing=st.integers(0, 9))


def _shares(*numbers: str) -> list[Share]:
    return [Share(number, f"第{number}地区", "city", Tally(signed=1)) for number in numbers]


@given(st.lists(tallies, max_size=20), tallies)
def test_every_place_has_a_tile_and_the_own_units_come_last(drawn: list[Tally], own: Tally) -> None:
    shares = [Share(f"U{n}", f"第{n}地区", "county", tally) for n, tally in enumerate(drawn)]
    found = map_of(shares, lambda share: share.unit_id, own=Share("U", "某县", "county", own, own=True))
    assert [tile.address for tile in found.tiles] == [*(share.unit_id for share in shares), "U"]
    assert [tile.own for tile in found.tiles] == [False] * len(drawn) + [True]
    assert sum(tile.required for tile in found.tiles) == sum(tally.required for tally in [*drawn, own])


def test_cities_with_a_tabled_spot_stand_there_under_their_short_names() -> None:
    found = map_of(_shares("A", "B"), lambda share: "", codes={"A": "320300", "B": "3205"})
    assert [(tile.name, tile.column - 1, tile.row - 1) for tile in found.tiles] == [
        ("徐州", *JIANGSU_TILES["3203"]),
        ("苏州", *JIANGSU_TILES["3205"]),
    ]


def test_the_own_units_stand_where_no_city_does() -> None:
    assert OWN_SPOT not in JIANGSU_TILES.values()


def test_one_place_without_a_spot_puts_all_in_order() -> None:
    for other in ("320302", "440100", "", "320300"):
        found = map_of(_shares("A", "B"), lambda share: "", codes={"A": "320300", "B": other})
        assert (found.placed, {tile.column for tile in found.tiles}) == (False, {0}), other


@given(tallies)
def test_full_and_none_are_shown_only_where_it_is_so(tally: Tally) -> None:
    tile = map_of([Share("U", "清川市", "city", tally)], lambda share: "").tiles[0]
    assert (tile.shade == "full") is (tally.required > 0 and tally.answered == tally.required)
    assert (tile.shade == "none") is (tally.answered == 0)


def test_shades_follow_the_legend() -> None:
    assert [shade_of(percent) for percent in (100, 99, 90, 60, 1, 0)] == [
        "full", "high", "high", "middle", "low", "none",
    ]  # fmt: skip
