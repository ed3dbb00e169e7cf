"""How far a census is: the parts make the whole, up every branch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.census.coverage import STATES, Placed, Tally, by_level, roll_up, total

LEVELS = ("province", "city", "county", "town")


@st.composite
def trees(draw: st.DrawFn) -> list[Placed]:
    """Draw a forest: each unit's parent comes before it, or is nobody."""
    size = draw(st.integers(1, 25))
    states = st.sampled_from([*STATES, None])
    return [
        Placed(
            f"U{n}",
            f"U{draw(st.integers(0, n - 1))}" if n and draw(st.booleans()) else None,
            draw(states),
            draw(st.sampled_from(LEVELS)),
        )
        for n in range(size)
    ]


@given(trees())
def test_a_unit_counts_itself_and_what_its_children_count(units: list[Placed]) -> None:
    tallies = roll_up(units)
    for unit in units:
        own = Tally.of({unit.state: 1}) if unit.state else Tally()
        children = total(tallies[child.unit_id] for child in units if child.parent_id == unit.unit_id)
        assert tallies[unit.unit_id] == own + children


@given(trees())
def test_roots_and_levels_both_make_the_whole(units: list[Placed]) -> None:
    whole = total(tally for unit in units if unit.parent_id is None for tally in [roll_up(units)[unit.unit_id]])
    assert whole == total(by_level(units).values())
    assert whole.required == sum(unit.state is not None for unit in units)


@given(st.dictionaries(st.sampled_from(STATES), st.integers(0, 1000)))
def test_the_rate_lies_between_nought_and_one_or_is_unknown(counted: dict[str, int]) -> None:
    tally = Tally.of(counted)
    assert tally.rate is None if not tally.required else 0 <= tally.rate <= 1
    assert tally.required == tally.answered + tally.in_work + tally.not_begun


def test_nothing_to_declare_is_an_answer() -> None:
    assert Tally(signed=1, nothing=1, working=2).rate == 0.5


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(KeyError):
        Tally.of({"lost": 1})


def test_a_tree_that_runs_in_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="A"):
        roll_up([Placed("A", "B", "signed"), Placed("B", "A", "signed")])
