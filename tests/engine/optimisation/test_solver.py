"""The solver proves its optimum, says when it has not, and answers the same every time."""

import itertools
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.engine.optimisation.solver import Problem, Status, solve


def cover(costs: list[float], rows: list[list[int]], *, whole: bool = True) -> Problem:
    """At least one column of every row."""
    n = len(costs)
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return Problem(
        np.array(costs),
        np.zeros(n),
        np.ones(n),
        np.full(n, whole),
        starts,
        columns,
        np.ones(len(columns)),
        np.ones(len(rows)),
        np.full(len(rows), np.inf),
    )


def test_the_cheapest_cover_is_found_and_proved() -> None:
    found = solve(cover([1.0, 1.0, 1.0], [[0, 1], [1, 2]]))
    assert found.status is Status.OPTIMAL
    assert found.values.tolist() == [0.0, 1.0, 0.0]
    assert (found.cost, found.bound, found.gap) == (1.0, 1.0, 0.0)
    assert found.row_duals is None


def test_a_row_nothing_can_meet_is_infeasible() -> None:
    found = solve(cover([1.0], [[0], []]))
    assert found.status is Status.INFEASIBLE
    assert not found.found
    assert len(found.values) == 0


def test_a_linear_problem_tells_what_its_rows_are_worth() -> None:
    found = solve(cover([2.0, 3.0], [[0], [1]], whole=False))
    assert found.row_duals is not None
    assert found.row_duals.tolist() == [2.0, 3.0]


def test_a_problem_that_can_gain_without_end_says_so() -> None:
    problem = cover([-1.0], [], whole=False)
    assert solve(replace(problem, upper=np.array([np.inf]))).status is Status.UNBOUNDED


@pytest.mark.parametrize(("floor", "status"), [([], Status.OPTIMAL), ([[]], Status.INFEASIBLE)])
def test_a_problem_without_variables_holds_or_does_not(floor: list[list[int]], status: Status) -> None:
    assert solve(cover([], floor)).status is status


def test_a_search_cut_short_returns_its_bound_and_gap() -> None:
    numbers = np.random.default_rng(3)
    rows = [sorted(numbers.choice(200, 6, replace=False).tolist()) for _ in range(600)]
    cut = solve(cover((1 + numbers.random(200)).tolist(), rows), node_limit=1)
    assert cut.status is Status.BOUNDED
    assert cut.bound < cut.cost
    assert cut.gap == pytest.approx((cut.cost - cut.bound) / cut.cost)


def test_the_solver_prints_nothing() -> None:
    code = (
        "import numpy as np; from jianfu.engine.optimisation.solver import Problem, solve; one = np.ones(1);"
        "print(solve(Problem(one, 0 * one, one, one > 0, np.array([0, 1]), np.array([0]), one, one, one)).cost)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("1.0\n", "")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_choice_is_cheaper_than_the_one_returned(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 6))
    costs = data.draw(st.lists(st.integers(1, 9).map(float), min_size=n, max_size=n))
    rows = data.draw(st.lists(st.lists(st.integers(0, n - 1), min_size=1, unique=True), max_size=6))
    found = solve(cover(costs, rows))
    choices = itertools.product((0, 1), repeat=n)
    best = min(
        sum(cost * pick for cost, pick in zip(costs, choice, strict=True))
        for choice in choices
        if all(any(choice[column] for column in row) for row in rows)
    )
    assert found.status is Status.OPTIMAL
    assert found.cost == pytest.approx(best)
    assert np.array_equal(found.values, solve(cover(costs, rows)).values)
