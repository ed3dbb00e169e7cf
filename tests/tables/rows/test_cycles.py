"""Cycles among units, of any length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ASSETS = "编号,类别,名称,主办单位\nA1,政务App,一,U0局\n"


def _units(parents: list[int | None]) -> str:
    rows = [f"U{unit},U{unit}局,{'' if parent is None else f'U{parent}'}" for unit, parent in enumerate(parents)]
    return "单位编号,单位名称,上级单位编号\n" + "\n".join(rows)


def _in_cycle(parents: list[int | None]) -> set[int]:
    found = set()
    for unit in range(len(parents)):
        above = parents[unit]
        for _ in parents:
            if above is None or above == unit:
                break
            above = parents[above]
        if above == unit:
            found.add(unit)
    return found


def _rows(read) -> set[int]:
    return {row - 2 for row, _, code in read.faults if code == "cycle"}


@pytest.mark.parametrize(
    ("parents", "cycle"),
    [
        ([None, 0, 1], set()),
        ([0], {0}),
        ([1, 0, 0], {0, 1}),
        ([1, 2, 0, 0, 3], {0, 1, 2}),
        ([None, 1, *range(1, 59)], {1}),
        ([*range(1, 60), 0], set(range(60))),
    ],
    ids=["a tree", "its own superior", "two", "three with a tail", "a long tail", "sixty"],
)
def test_the_units_of_a_cycle_are_named_and_no_others(submit, parents, cycle: set[int]) -> None:
    assert _rows(submit({"assets.csv": ASSETS, "units.csv": _units(parents)})) == cycle


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 30).flatmap(lambda n: st.lists(st.none() | st.integers(0, n - 1), min_size=n, max_size=n)))
def test_any_tree_or_tangle_gives_exactly_its_cycles(submit, parents) -> None:
    assert _rows(submit({"assets.csv": ASSETS, "units.csv": _units(parents)})) == _in_cycle(parents)
