"""The cover problem and its limits, on entries written by hand."""

import numpy as np
import pytest

from jianfu.engine.consolidation.model import Loose, best, bounded, build
from jianfu.engine.consolidation.offers import Entries, Need
from jianfu.engine.optimisation.solver import Status, solve


def entries(standing: str, cost: float = 1.0) -> Entries:
    """Return entries E0, E1 …: f free, g goes, s stays."""
    words = {"f": "free", "g": "goes", "s": "stays"}
    n = len(standing)
    return Entries(
        [f"E{at}" for at in range(n)],
        ["app"] * n,
        [words[letter] for letter in standing],
        ["app"] * n,
        np.array([letter != "g" for letter in standing]),
        np.full(n, cost),
        ["32"] * n,
        [frozenset()] * n,
        np.arange(float(n)),
    )


def need(owner: int, *homes: int) -> Need:
    """Return a function of *owner* with those homes."""
    return Need(owner, f"F{owner}", "320000", 1, homes)


@pytest.mark.parametrize(
    ("standing", "needs", "kept", "cost"),
    [
        ("ff", [need(0, 1), need(1, 0)], [True, False], 1.01),
        ("fs", [need(0, 1)], [False, True], 1.01),
        ("ff", [need(0), need(1, 0)], [True, False], 1.01),
        ("g", [need(0)], [True], 1.0),
        ("gff", [need(0, 1), need(0, 2)], [False, True, True], 2.02),
        ("fff", [need(0, 1), need(0, 2), need(1, 0), need(2, 0)], [True, False, False], 1.02),
        ("f", [], [False], 0.0),
    ],
)
def test_the_best_choice_is_the_one_found_by_hand(
    standing: str, needs: list[Need], kept: list[bool], cost: float
) -> None:
    model = build(entries(standing), needs, 0.01)
    found, chosen = best(model, None)
    assert found.tolist() == kept
    assert model.cost(found) == pytest.approx(cost)
    assert chosen.gap == 0.0


def test_what_would_go_but_for_a_function_without_home_is_stuck() -> None:
    model = build(entries("gg"), [need(0)], 0.01)
    assert (model.stuck.tolist(), model.going.tolist()) == ([True, False], [False, True])


@pytest.mark.parametrize(("least", "most", "closings"), [(0, 0, 0), (0, 1, 1), (2, 9, 2), (0, 9, 2)])
def test_limits_on_closings_hold(least: int, most: int, closings: int) -> None:
    model = build(entries("fff"), [need(0, 1, 2), need(1, 0, 2), need(2, 0, 1)], 0.01)
    loose = Loose(np.zeros(0), np.zeros(0))
    found = solve(bounded(model, free=model.open, counted=model.open, loose=loose, least=least, most=most))
    assert 3 - found.values.sum() == closings


def test_more_closings_than_functions_allow_are_infeasible() -> None:
    model = build(entries("ff"), [need(0, 1), need(1, 0)], 0.01)
    loose = Loose(np.zeros(0), np.zeros(0))
    assert solve(bounded(model, free=model.open, counted=model.open, loose=loose, least=2)).status is Status.INFEASIBLE


def test_entries_beside_the_optimiser_are_let_go_dearest_first() -> None:
    model = build(entries("s"), [], 0.01)
    loose = Loose(np.array([1.0, 3.0]), np.array([5.0, 2.0]))
    found = solve(bounded(model, free=model.open, counted=model.open, loose=loose, most=3))
    assert found.values[1:].tolist() == [4.0, 0.0]
