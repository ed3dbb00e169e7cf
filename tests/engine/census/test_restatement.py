"""N0 and what late finds make of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.census.restatement import Restated, is_late, restate, total, up_the_tree, was_there

DAY = date(2026, 9, 1)
near = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n))
counts = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 50))


@given(counts, counts)
def test_late_finds_only_raise_n0(declared: dict[str, int], found: dict[str, int]) -> None:
    for key, figures in restate(declared, found).items():
        assert figures.restated >= figures.declared == declared.get(key, 0)
    assert total(restate(declared, found).values()) == Restated(sum(declared.values()), sum(found.values()))


@given(counts, counts, st.integers(1, 9))
def test_one_more_late_find_never_lowers_the_omission_rate(
    declared: dict[str, int], found: dict[str, int], more: int
) -> None:
    before = Restated(sum(declared.values()), sum(found.values()))
    after = before + Restated(0, more)
    assert (before.omission_rate or 0) <= (after.omission_rate or 0) <= 1


@given(counts, st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_a_unit_bears_its_own_figures_and_those_below(found: dict[str, int], above: list[int]) -> None:
    names = "ABCDE"
    parents = {name: names[above[at] % at] if at else None for at, name in enumerate(names)}
    own = restate({}, found)
    summed = up_the_tree(own, parents)
    for name in names:
        below = total(summed[child] for child, parent in parents.items() if parent == name)
        assert summed[name] == own.get(name, Restated()) + below
    assert summed["A"] == total(own.values())


@pytest.mark.parametrize(
    ("opened", "declared", "late"),
    [
        (DAY, DAY + timedelta(1), True),
        (DAY, DAY, False),
        (DAY + timedelta(1), DAY + timedelta(1), False),
        (None, DAY + timedelta(1), False),
        (DAY, None, False),
    ],
)
def test_late_is_what_was_open_at_the_freeze_and_declared_after(
    opened: date | None, declared: date | None, late: bool
) -> None:
    assert is_late(opened_on=opened, declared_on=declared, frozen_on=DAY) is late


@given(near, near)
def test_a_late_find_was_there_unless_it_had_closed(opened: date, declared: date) -> None:
    if is_late(opened_on=opened, declared_on=declared, frozen_on=DAY):
        assert was_there(opened_on=opened, closed_on=None, closed=False, on=DAY)
        assert not was_there(opened_on=opened, closed_on=DAY, closed=True, on=DAY)


def test_a_closed_entry_without_a_day_of_closing_was_not_there() -> None:
    assert not was_there(opened_on=None, closed_on=None, closed=True, on=DAY)
    assert was_there(opened_on=None, closed_on=DAY + timedelta(1), closed=True, on=DAY)


def test_a_unit_without_entries_has_no_omission_rate() -> None:
    assert Restated().omission_rate is None


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="A"):
        up_the_tree({"A": Restated(1)}, {"A": "B", "B": "A"})
