"""The cheapest sets that hold every source once (set partitioning), from columns priced out instead of all at once.

The linear programme over all columns is solved on a few, to which those that would lower it are added until there is
none; its value is a lower bound. Whole sets are then chosen among the columns whose reduced cost does not exceed the
distance between that bound and a plan in hand: no other column can be in a better plan.
"""

import numpy as np

from jianfu.engine.optimisation.solver import Problem, Solution, solve
from jianfu.engine.workgroups.columns import Columns, Flags, Floats

STEP = 60
"""Columns added at a time."""

NEGLIGIBLE = 1e-7
ROUNDS = 200


def cover(columns: Columns) -> tuple[list[list[int]], float]:
    """Return the places of the sources by group, and a proved lower bound over these columns."""
    size = columns.members.shape[1]
    chosen, duals, bound = _relaxed(columns)
    reduced = columns.costs - columns.members @ duals
    found = solve(_problem(columns, chosen, whole=True))
    within = np.flatnonzero(reduced <= found.cost - bound + NEGLIGIBLE)
    if found.cost > bound + NEGLIGIBLE and len(within) > len(chosen):
        chosen = np.union1d(chosen, within)
        found = solve(_problem(columns, chosen, whole=True))
        bound = max(bound, found.bound)
    else:
        bound = max(bound, min(found.bound, found.cost)) if len(within) <= len(chosen) else bound
    kept = chosen[np.flatnonzero(found.values > 0.5)]
    return sorted(np.flatnonzero(columns.members[place]).tolist() for place in kept), min(bound, found.cost + size)


def _relaxed(columns: Columns) -> tuple[np.ndarray, Floats, float]:  # type: ignore[type-arg]
    """Solve the linear programme over all columns; return those used on the way, the prices and the lower bound."""
    size = columns.members.shape[1]
    own = columns.members @ columns.costs[:size]
    chosen = np.union1d(np.arange(size), np.argsort(columns.costs - own, kind="stable")[: STEP * 3])
    for _ in range(ROUNDS):
        solution = solve(_problem(columns, chosen, whole=False))
        duals = solution.row_duals if solution.row_duals is not None else np.zeros(size)
        reduced = columns.costs - columns.members @ duals
        worst = np.argsort(reduced, kind="stable")[:STEP]
        worst = worst[reduced[worst] < -NEGLIGIBLE]
        if not len(worst):
            break
        chosen = np.union1d(chosen, worst)
    # Every source is in one set: what the prices miss by the most negative reduced cost is lost at most once a source.
    return chosen, duals, float(duals.sum() + size * min(reduced.min(), 0.0))


def _problem(columns: Columns, chosen: np.ndarray, *, whole: bool) -> Problem:  # type: ignore[type-arg]
    members: Flags = columns.members[chosen]
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
