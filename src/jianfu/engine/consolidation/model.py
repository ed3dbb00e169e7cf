"""The plan as a cover problem, and its best solution.

For each entry a that may go, x_a = 1 keeps it. Each of its functions in use n asks that x_a plus the x_h of its homes h
come to at least 1. Least is sought: the sum of keep_cost_a * x_a, plus move_cost for each function of an entry that
goes. That is the constant move_cost * (all functions) plus the sum of (keep_cost_a - move_cost * functions_a) * x_a.
Entries that must stay are ones; entries that rules close are noughts, unless a function of theirs has no home at all:
then they stay for a person to look at.
"""

from dataclasses import dataclass

import numpy as np

from jianfu.engine.consolidation.offers import Entries, Need
from jianfu.engine.optimisation.components import Chosen, cover_of, solve_cover
from jianfu.engine.optimisation.solver import BoolArray, FloatArray, Problem


@dataclass(frozen=True, slots=True)
class Model:
    """Entries and needs with what is already decided.

    *open*: the optimiser decides. *going*: closed by rules or likeness, every function having a possible home. *stuck*:
    would be closed but for a function without a home. All others are kept. *moves* counts functions in use.
    """

    entries: Entries
    needs: list[Need]
    open: BoolArray
    going: BoolArray
    stuck: BoolArray
    moves: FloatArray
    move_cost: float

    @property
    def coefficients(self) -> FloatArray:
        """Return what keeping each entry adds to the objective over letting it go."""
        return self.entries.keep_cost - self.move_cost * self.moves

    def rows(self, *, free: BoolArray) -> list[list[int]]:
        """Return for each need of an entry that is *free* or going the columns that can meet it, if it is not met."""
        out = []
        kept = ~free & ~self.going
        for need in self.needs:
            own = bool(free[need.owner])
            if (own or self.going[need.owner]) and not any(kept[home] for home in need.homes):
                out.append([*([need.owner] if own else []), *(home for home in need.homes if free[home])])
        return out

    def cost(self, kept: BoolArray) -> float:
        """Return the objective of keeping just these."""
        return float(self.entries.keep_cost[kept].sum() + self.move_cost * self.moves[~kept].sum())


def build(entries: Entries, needs: list[Need], move_cost: float) -> Model:
    """Return the model; an entry with a function that has no possible home cannot go."""
    n = len(entries)
    homeless = np.zeros(n, dtype=np.bool_)
    moves = np.zeros(n)
    for need in needs:
        moves[need.owner] += 1
        homeless[need.owner] |= not need.homes
    free = np.array([standing == "free" for standing in entries.standing], dtype=np.bool_)
    goes = np.array([standing == "goes" for standing in entries.standing], dtype=np.bool_)
    return Model(entries, needs, free & ~homeless, goes & ~homeless, goes & homeless, moves, move_cost)


def best(model: Model, node_limit: int | None) -> tuple[BoolArray, Chosen]:
    """Return which entries the cheapest plan keeps, and its proof over the entries left open."""
    cover = cover_of(np.where(model.open, model.coefficients, 0.0), model.rows(free=model.open))
    chosen = solve_cover(cover, model.entries.prefer, node_limit=node_limit)
    return ~model.open & ~model.going | (model.open & chosen.columns), chosen


@dataclass(frozen=True, slots=True)
class Loose:
    """Entries without functions in use that may go: their saving (cost of keeping) and how many there are."""

    cost: FloatArray
    count: FloatArray


def bounded(
    model: Model, *, free: BoolArray, counted: BoolArray, loose: Loose, least: float = 0, most: float = np.inf
) -> Problem:
    """Return the plan as a programme in which between *least* and *most* of the counted entries go.

    Columns: all entries, then the kinds of *loose* entries (how many are kept). Entries that are not *free* are fixed.
    """
    rows = [sorted(set(row)) for row in model.rows(free=free)]
    n, kinds = len(model.entries), len(loose.cost)
    fixed = (~free & ~model.going).astype(np.float64)
    limited = np.flatnonzero(counted & free)
    total = len(limited) + float(loose.count.sum())
    columns = [*rows, [*limited.tolist(), *range(n, n + kinds)]]
    starts = np.cumsum([0, *(len(row) for row in columns)])
    return Problem(
        np.concatenate([np.where(free, model.coefficients, 0.0), loose.cost]),
        np.concatenate([fixed, np.zeros(kinds)]),
        np.concatenate([np.where(free, 1.0, fixed), loose.count]),
        np.ones(n + kinds, dtype=np.bool_),
        starts.astype(np.int64),
        np.array([column for row in columns for column in row], dtype=np.int64),
        np.ones(int(starts[-1])),
        np.array([*([1.0] * len(rows)), total - most]),
        np.array([*([np.inf] * len(rows)), total - least]),
    )
