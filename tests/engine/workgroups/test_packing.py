"""Loads under the cap, one matter together."""

from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.workgroups.packing import packed

ITEMS = st.lists(st.tuples(st.floats(0.1, 260.0), st.sampled_from([None, "防汛", "秋收", "养老"])), max_size=25)


def test_what_fits_together_stays_together() -> None:
    assert packed([(100.0, "防汛"), (60.0, "秋收"), (40.0, None)], 200.0) == [[0, 1, 2]]


def test_above_the_cap_matters_part_the_groups() -> None:
    items = [(40.0, "防汛"), (40.0, "秋收"), (40.0, "防汛"), (40.0, "秋收"), (40.0, "防汛"), (40.0, "秋收")]
    assert packed(items, 200.0) == [[0, 2, 4], [1, 3, 5]]


def test_matters_do_not_cost_a_group_more() -> None:
    items = [(120.0, "防汛"), (70.0, "秋收"), (80.0, "秋收"), (120.0, "养老")]
    assert len(packed(items, 200.0)) == 2


def test_nothing_gives_no_group() -> None:
    assert packed([], 200.0) == []


@given(ITEMS)
def test_every_item_is_in_one_group_and_none_is_over_the_cap_with_others(items: list[tuple[float, str | None]]) -> None:
    bins = packed(items, 200.0)
    assert sorted(place for places in bins for place in places) == list(range(len(items)))
    for places in bins:
        assert len(places) == 1 or sum(items[place][0] for place in places) <= 200.0 + 1e-6
