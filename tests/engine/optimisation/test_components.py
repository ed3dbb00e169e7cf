"""Taking a cover problem apart changes nothing about what it costs."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.engine.optimisation.components import cover_of, forced, labels, merged, solve_cover, without
from jianfu.engine.optimisation.solver import Status


def test_equal_rows_are_kept_once() -> None:
    cover = merged(cover_of(np.ones(3), [[0, 1], [1, 0, 1], [2]]))
    assert [cover.row(number).tolist() for number in range(cover.rows)] == [[0, 1], [2]]


def test_a_row_of_one_column_forces_it_and_gain_does_too() -> None:
    cover = cover_of(np.array([1.0, -1.0, 1.0]), [[2], [0, 2]])
    assert forced(cover).tolist() == [False, True, True]
    assert without(cover, forced(cover)).rows == 0


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (3, [], [0, 1, 2]),
        (4, [[0, 2], [1, 3]], [0, 1, 0, 1]),
        (5, [[4, 3], [3, 2], [2, 1]], [0, 1, 1, 1, 1]),
        (6, [[0, 1], [2, 3], [4, 5], [1, 2], [3, 4]], [0] * 6),
    ],
)
def test_columns_of_one_component_share_a_label(columns: int, rows: list[list[int]], expected: list[int]) -> None:
    cover = cover_of(np.ones(columns), rows)
    assert labels(columns, cover.starts, cover.columns).tolist() == expected


def test_each_component_has_its_own_proof() -> None:
    found = solve_cover(cover_of(np.ones(6), [[0, 1], [1, 2], [3, 4], [4, 5]]), np.arange(6.0))
    assert np.flatnonzero(found.columns).tolist() == [1, 4]
    assert [(part.columns, part.rows, part.status, part.cost, part.gap) for part in found.parts] == [
        (3, 2, Status.OPTIMAL, 1.0, 0.0),
        (3, 2, Status.OPTIMAL, 1.0, 0.0),
    ]
    assert (found.cost, found.bound, found.gap) == (2.0, 2.0, 0.0)


@pytest.mark.parametrize(("prefer", "chosen"), [([2.0, 1.0, 3.0], [1]), ([2.0, 3.0, 1.0], [2])])
def test_of_equally_cheap_choices_the_preferred_stands(prefer: list[float], chosen: list[int]) -> None:
    found = solve_cover(cover_of(np.ones(3), [[0, 1, 2]]), np.array(prefer))
    assert np.flatnonzero(found.columns).tolist() == chosen


def test_a_cut_search_still_covers_everything() -> None:
    numbers = np.random.default_rng(5)
    rows = [sorted(numbers.choice(60, 5, replace=False).tolist()) for _ in range(150)]
    found = solve_cover(cover_of(1 + numbers.random(60), rows), np.arange(60.0), node_limit=0)
    assert all(found.columns[row].any() for row in rows)
    assert found.bound <= found.cost


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_parts_together_are_the_best_of_all_choices(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 6))
    costs = data.draw(st.lists(st.sampled_from([-0.5, 0.0, 0.98, 1.0, 2.0]), min_size=n, max_size=n))
    rows = data.draw(st.lists(st.lists(st.integers(0, n - 1), min_size=1, unique=True), max_size=6))
    found = solve_cover(cover_of(np.array(costs), rows), np.arange(float(n)))
    best = min(
        sum(cost * pick for cost, pick in zip(costs, choice, strict=True))
        for choice in itertools.product((0, 1), repeat=n)
        if all(any(choice[column] for column in row) for row in rows)
    )
    assert all(found.columns[row].any() for row in rows)
    assert found.cost == pytest.approx(best)
    assert np.array(costs) @ found.columns == pytest.approx(best, abs=1e-6)
