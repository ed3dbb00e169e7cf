"""The map: one tile a place, none over another, each saying its number."""

from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.census.coverage import Tally
from jianfu.web.census.queries.coverage import Share
from jianfu.web.census.views.tiles import HEIGHT, WIDTH, map_of, shade_of

tallies = st.builds(Tally, not_begun=st.integers(0, 200), signed=st.integers(0, 200), nothing=st.integers(0, 9))


@given(st.lists(tallies, max_size=60))
def test_tiles_lie_inside_and_never_over_each_other(drawn: list[Tally]) -> None:
    shares = [Share(f"U{n}", f"第{n}地区的很长的名称", "city", tally) for n, tally in enumerate(drawn)]
    found = map_of(shares, lambda share: share.unit_id)
    corners = {(tile.x, tile.y) for tile in found.tiles}
    assert len(corners) == len(drawn)
    assert all(x % (WIDTH + 8) == 0 and y % (HEIGHT + 8) == 0 for x, y in corners)
    assert all(tile.x + WIDTH <= found.width and tile.lowest < tile.y + HEIGHT <= found.height for tile in found.tiles)


@given(tallies)
def test_full_and_none_are_shown_only_where_it_is_so(tally: Tally) -> None:
    tile = map_of([Share("U", "清川市", "city", tally)], lambda share: "").tiles[0]
    assert (tile.shade == "full") is (tally.required > 0 and tally.answered == tally.required)
    assert (tile.shade == "none") is (tally.answered == 0)


def test_shades_follow_the_legend() -> None:
    assert [shade_of(percent) for percent in (100, 99, 90, 60, 1, 0)] == [
        "full", "high", "high", "middle", "low", "none",
    ]  # fmt: skip
