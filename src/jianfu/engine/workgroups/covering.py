"""The cheapest sets that hold every source once (set partitioning), from columns priced out instead of all at once.

The linear programme over all columns is solved on a few, to which those that would lower it are added until there is
none; its value is a lower bound. Where its answer is not whole, whole sets are chosen among the columns whose reduced
cost does not exceed the distance between that bound and a plan in hand: no other column can be in a better plan.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jianfu.engine.optimisation.solver import Problem, solve
from jianfu.engine.workgroups.columns import Columns, Floats

Places = NDArray[np.int64]

FIRST = 60
STEP = 60
"""Columns looked at first, beside the sources themselves, and added at a time."""

ROUNDS = 200
NARROW = 0.1
"""Distance first tried, in groups."""

NEGLIGIBLE = 1e-7


@dataclass(frozen=True, slots=True)
class _Relaxed:
    """The linear programme's answer: columns in hand, how much of each, what is left after prices, the lower bound."""

    chosen: Places
    values: Floats
    reduced: Floats
    bound: float


def cover(columns: Columns) -> tuple[list[list[int]], float]:
    """Return the places of the sources by group, and a proved lower bound over these columns."""
    relaxed = _relax(columns)
    if np.all(np.minimum(relaxed.values, np.abs(1 - relaxed.values)) < NEGLIGIBLE):
        return _sets(columns, relaxed.chosen, relaxed.values), relaxed.bound
    own = np.arange(columns.members.shape[1])
    within = NARROW
    while True:
        chosen = np.union1d(own, np.flatnonzero(relaxed.reduced <= within))
        found = solve(_problem(columns, chosen, whole=True))
        distance = found.cost - relaxed.bound + NEGLIGIBLE
        if distance <= within:
            return _sets(columns, chosen, found.values), max(relaxed.bound, found.bound)
        within = distance


def _sets(columns: Columns, chosen: Places, values: Floats) -> list[list[int]]:
    return sorted(np.flatnonzero(columns.members[place]).tolist() for place in chosen[values > 0.5])


def _relax(columns: Columns) -> _Relaxed:
    """Solve the linear programme over all columns."""
    size = columns.members.shape[1]
    members = columns.members.astype(np.float64)
    saving = members @ columns.costs[:size] - columns.costs
    chosen = np.union1d(np.arange(size), np.argsort(-saving, kind="stable")[:FIRST])
    for _ in range(ROUNDS):
        solution = solve(_problem(columns, chosen, whole=False))
        duals = solution.row_duals if solution.row_duals is not None else np.zeros(size)
        reduced = columns.costs - members @ duals
        worst = np.argsort(reduced, kind="stable")[:STEP]
        worst = worst[reduced[worst] < -NEGLIGIBLE]
        if not len(worst):
            break
        chosen = np.union1d(chosen, worst)
    # A plan has no more sets than sources, so the prices overstate it by the lowest reduced cost once a source at most.
    bound = float(duals.sum() + size * min(reduced.min(), 0.0))
    return _Relaxed(chosen, solution.values, reduced, bound)


def _problem(columns: Columns, chosen: Places, *, whole: bool) -> Problem:
    members = columns.members[chosen]
    row, column = np.nonzero(members.T)
    size, width = members.shape[1], len(chosen)
    return Problem(
        cost=columns.costs[chosen],
        lower=np.zeros(width),
        upper=np.ones(width) if whole else np.full(width, np.inf),
        integer=np.full(width, whole),
        starts=np.searchsorted(row, np.arange(size + 1)).astype(np.int64),
        columns=column.astype(np.int64),
        values=np.ones(len(column)),
        row_lower=np.ones(size),
        row_upper=np.ones(size),
    )
