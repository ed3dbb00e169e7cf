"""Cover problems taken apart: equal rows merged, forced columns chosen, independent components solved one by one."""

from dataclasses import dataclass

import numpy as np

from jianfu.engine.optimisation.solver import (
    NODE_LIMIT,
    BoolArray,
    FloatArray,
    IntArray,
    Problem,
    Solution,
    Status,
    solve,
)

TIE = 1e-7
"""How far the cost may rise while ties are broken."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Choose columns at least cost so that every row has one of its own.

    Row i holds ``columns[starts[i]:starts[i + 1]]``. A column of negative cost is worth choosing for its own sake.
    """

    cost: FloatArray
    starts: IntArray
    columns: IntArray

    def row(self, number: int) -> IntArray:
        """Return the columns of one row."""
        return self.columns[self.starts[number] : self.starts[number + 1]]

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Part:
    """One component: its size, the cost found, the proved bound and the gap."""

    columns: int
    rows: int
    status: Status
    cost: float
    bound: float
    gap: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns chosen, what they cost, the proved bound and gap in all, and the components that needed a search."""

    columns: BoolArray
    cost: float
    bound: float
    gap: float
    parts: tuple[Part, ...]


def cover_of(cost: FloatArray, rows: list[list[int]]) -> Cover:
    """Return a cover problem from rows given as lists."""
    starts = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)
    return Cover(cost, starts, np.array([column for row in rows for column in row], dtype=np.int64))


def merged(cover: Cover) -> Cover:
    """Return the problem with each distinct row once, columns of a row in order and once."""
    rows = {tuple(sorted(set(cover.row(number).tolist()))) for number in range(cover.rows)}
    return cover_of(cover.cost, [list(row) for row in sorted(rows)])


def forced(cover: Cover) -> BoolArray:
    """Tell which columns some best solution holds for sure: the only one of a row, or of negative cost."""
    chosen = cover.cost < 0
    sizes = np.diff(cover.starts)
    chosen[cover.columns[cover.starts[:-1][sizes == 1]]] = True
    return chosen


def without(cover: Cover, chosen: BoolArray) -> Cover:
    """Return the rows that the chosen columns leave open."""
    left = [cover.row(number) for number in range(cover.rows)]
    return cover_of(cover.cost, [row.tolist() for row in left if not chosen[row].any()])


def labels(columns: int, starts: IntArray, members: IntArray) -> IntArray:
    """Return for each column the smallest column it hangs together with through rows (itself when through none)."""
    parent = np.arange(columns)
    first = members[np.minimum(starts[:-1], max(len(members) - 1, 0))] if len(members) else members
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    left, right = first[owner] if len(owner) else members, members
    while True:
        low = np.minimum(parent[left], parent[right])
        before = parent.copy()
        np.minimum.at(parent, parent[left], low)
        np.minimum.at(parent, parent[right], low)
        parent = parent[parent]
        if np.array_equal(parent, before):
            return parent.astype(np.int64)


def solve_cover(cover: Cover, prefer: FloatArray, *, node_limit: int | None = NODE_LIMIT) -> Chosen:
    """Return the cheapest choice, component by component; of equally cheap ones that with the least sum of *prefer*.

    Every row must have a column. Where a search is cut short the best found stands with its bound; where nothing was
    found, all columns of the component do.
    """
    whole = merged(cover)
    chosen = forced(whole)
    left = without(whole, chosen)
    label = labels(len(cover.cost), left.starts, left.columns)
    parts = []
    for rows in _by_component(left, label):
        part, picked = _solve_part(left, rows, prefer, node_limit)
        parts.append(part)
        chosen[picked] = True
    base = float(cover.cost[forced(whole)].sum())
    cost = base + sum(part.cost for part in parts)
    bound = base + sum(part.bound for part in parts)
    gap = (cost - bound) / abs(cost) if abs(cost) > TIE else 0.0
    return Chosen(chosen, cost, bound, gap, tuple(parts))


def _by_component(cover: Cover, label: IntArray) -> list[list[int]]:
    rows: dict[int, list[int]] = {}
    for number in range(cover.rows):
        rows.setdefault(int(label[cover.row(number)[0]]), []).append(number)
    return [rows[key] for key in sorted(rows)]


def _solve_part(cover: Cover, rows: list[int], prefer: FloatArray, node_limit: int | None) -> tuple[Part, IntArray]:
    members = np.unique(np.concatenate([cover.row(number) for number in rows]))
    place = {int(column): at for at, column in enumerate(members)}
    inner = cover_of(cover.cost[members], [[place[int(c)] for c in cover.row(number)] for number in rows])
    found = solve(problem_of(inner), node_limit=node_limit)
    if not found.found:
        found = _all(inner)
    picked = _tie_broken(inner, found, prefer[members], node_limit)
    status = Status.OPTIMAL if found.status is Status.OPTIMAL else Status.BOUNDED
    return Part(len(members), len(rows), status, found.cost, found.bound, found.gap), members[picked > 0.5]


def _all(cover: Cover) -> Solution:
    """Choose everything, with the bound of the relaxed problem."""
    relaxed = solve(problem_of(cover, whole=False))
    cost = float(cover.cost.sum())
    bound = relaxed.cost if relaxed.found else float(np.minimum(cover.cost, 0).sum())
    return Solution(Status.BOUNDED, np.ones(len(cover.cost)), cost, bound, (cost - bound) / max(abs(cost), TIE))


def _tie_broken(cover: Cover, found: Solution, prefer: FloatArray, node_limit: int | None) -> FloatArray:
    """Return the choice of least preference sum among those no dearer; what was found where that search fails."""
    problem = problem_of(cover)
    n = len(cover.cost)
    tied = Problem(
        prefer.astype(np.float64),
        problem.lower,
        problem.upper,
        problem.integer,
        np.append(problem.starts, problem.starts[-1] + n),
        np.append(problem.columns, np.arange(n)),
        np.append(problem.values, cover.cost),
        np.append(problem.row_lower, -np.inf),
        np.append(problem.row_upper, found.cost + TIE),
    )
    again = solve(tied, node_limit=node_limit)
    no_dearer = again.found and float(cover.cost @ again.values) <= found.cost + 10 * TIE
    return again.values if no_dearer else found.values


def problem_of(cover: Cover, *, whole: bool = True) -> Problem:
    """Return the cover problem as the solver takes it."""
    n = len(cover.cost)
    return Problem(
        cover.cost,
        np.zeros(n),
        np.ones(n),
        np.full(n, whole),
        cover.starts,
        cover.columns,
        np.ones(len(cover.columns)),
        np.ones(cover.rows),
        np.full(cover.rows, np.inf),
    )
