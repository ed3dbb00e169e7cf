"""Linear and integer programmes solved by HiGHS, repeatably: fixed seed, one thread, limits in nodes and never seconds.

*Source:* HiGHS 1.16 (MIT licence), through its Python package ``highspy``.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import highspy
import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

SEED = 0
NODE_LIMIT = 200_000
"""Nodes of the search tree after which the best found is returned with its bound."""

ABSOLUTE_GAP = 1e-9
CLOSED = 1e-9
"""Relative gaps up to this are rounding."""


class Status(StrEnum):
    """What came of a problem. BOUNDED: a solution whose gap is proved but not closed."""

    OPTIMAL = "optimal"
    BOUNDED = "bounded"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Problem:
    """Least cost @ x with row_lower <= A x <= row_upper and lower <= x <= upper; x whole where *integer* says so.

    A is given by rows: row i holds ``columns[starts[i]:starts[i + 1]]`` with ``values`` at the same places. ``np.inf``
    and ``-np.inf`` mean no bound.
    """

    cost: FloatArray
    lower: FloatArray
    upper: FloatArray
    integer: BoolArray
    starts: IntArray
    columns: IntArray
    values: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray


@dataclass(frozen=True, slots=True)
class Solution:
    """The values found, their cost, the proved lower bound and the gap (cost - bound) / |cost|.

    *values* is empty unless the status is OPTIMAL or BOUNDED; then cost and bound are infinite and gap 1. *row_duals*
    are given for problems without whole variables: what one unit more on a row's bound would cost.
    """

    status: Status
    values: FloatArray
    cost: float
    bound: float
    gap: float
    row_duals: FloatArray | None = None

    @property
    def found(self) -> bool:
        """Tell whether there is a solution."""
        return self.status in (Status.OPTIMAL, Status.BOUNDED)


def solve(
    problem: Problem, *, relative_gap: float = 0.0, node_limit: int | None = NODE_LIMIT, threads: int = 1
) -> Solution:
    """Solve a problem; the same problem gives the same values.

    With *relative_gap* 0 the optimum is proved unless *node_limit* is reached first (null: no limit), which gives
    BOUNDED, or FAILED where nothing was found by then. Whole variables come back as exact whole numbers. Raises
    nothing for problems that have no solution.
    """
    if not len(problem.cost):
        return _empty(problem)
    if threads != 1:
        highspy.Highs.resetGlobalScheduler(True)
    highs = _ready(relative_gap, node_limit, threads)
    highs.passModel(_model(problem))
    highs.run()
    solution = _read(highs, problem)
    if threads != 1:
        highspy.Highs.resetGlobalScheduler(True)
    return solution


def _empty(problem: Problem) -> Solution:
    """Judge a problem without variables: its rows hold or do not."""
    if np.any(problem.row_lower > 0) or np.any(problem.row_upper < 0):
        return _nothing(Status.INFEASIBLE)
    return Solution(Status.OPTIMAL, np.zeros(0), 0.0, 0.0, 0.0, None if problem.integer.any() else np.zeros(0))


def _nothing(status: Status) -> Solution:
    return Solution(status, np.zeros(0), np.inf, np.inf, 1.0)


@cache
def _silence_greeting() -> None:
    """Make the process's first HiGHS with its output turned away: it prints its name before any option can be set."""
    try:
        kept = os.dup(1)
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]  # the binding states no types
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def _ready(relative_gap: float, node_limit: int | None, threads: int) -> highspy.Highs:
    _silence_greeting()
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # the binding states no types
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "random_seed": SEED,
        "threads": threads,
        "parallel": "off" if threads == 1 else "on",
        "mip_rel_gap": relative_gap,
        "mip_abs_gap": ABSOLUTE_GAP,
    }
    if node_limit is not None:
        options["mip_max_nodes"] = node_limit
    for name, value in options.items():
        highs.setOptionValue(name, value)
    return highs


def _model(problem: Problem) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = len(problem.cost)
    model.num_row_ = len(problem.row_lower)
    model.col_cost_ = problem.cost
    model.col_lower_ = problem.lower
    model.col_upper_ = problem.upper
    model.row_lower_ = problem.row_lower
    model.row_upper_ = problem.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_ = model.num_col_
    model.a_matrix_.num_row_ = model.num_row_
    model.a_matrix_.start_ = problem.starts.astype(np.int32)
    model.a_matrix_.index_ = problem.columns.astype(np.int32)
    model.a_matrix_.value_ = problem.values
    if problem.integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(whole)] for whole in problem.integer]
    return model


ENDED = {
    highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
    highspy.HighsModelStatus.kModelEmpty: Status.OPTIMAL,
    highspy.HighsModelStatus.kSolutionLimit: Status.BOUNDED,
    highspy.HighsModelStatus.kIterationLimit: Status.BOUNDED,
    highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: Status.UNBOUNDED,
    highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
}


def _read(highs: highspy.Highs, problem: Problem) -> Solution:
    status = ENDED.get(highs.getModelStatus(), Status.FAILED)
    info = highs.getInfo()
    feasible = info.primal_solution_status == highspy.kSolutionStatusFeasible
    if status in (Status.OPTIMAL, Status.BOUNDED) and not feasible:
        status = Status.FAILED
    if status not in (Status.OPTIMAL, Status.BOUNDED):
        return _nothing(status)
    solution = highs.getSolution()
    values = np.asarray(solution.col_value, dtype=np.float64)
    whole = bool(problem.integer.any())
    if whole:
        values = np.where(problem.integer, np.round(values), values)
    cost = float(problem.cost @ values)
    proved = info.mip_dual_bound if whole else info.objective_function_value
    bound = min(float(proved), cost)
    gap = (cost - bound) / abs(cost) if abs(cost) > ABSOLUTE_GAP else float(cost > bound)
    if gap > CLOSED:
        status = Status.BOUNDED
    duals = None if whole else np.asarray(solution.row_dual, dtype=np.float64)
    return Solution(status, values, cost, bound, gap, duals)
