"""The best way to part a large family into groups: which audiences to open, how often, and which source goes where.

Facility location with capacities. With x(s,u) = 1 where source s goes to a group with audience u, and n(u) the groups
with that audience: least sum of opening(u) n(u) + in_vain(s,u) x(s,u), every source in one place, load at u at most cap
times n(u), x(s,u) at most n(u). No plan whose groups have the audiences looked at costs less than the bound. Audiences
that groups of the answer really have are looked at too, until there is no new one.
"""

from collections.abc import Sequence
from math import ceil

import numpy as np

from jianfu.engine.optimisation.solver import Problem, solve
from jianfu.engine.workgroups.candidates import audiences
from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family
from jianfu.engine.workgroups.packing import SLACK, packed

ROUNDS = 4
Place = tuple[int, int]
"""A source and the number of the audience it may go to."""


def allot(family: Family, costs: Costs, *, cap: float, relative_gap: float) -> tuple[list[list[int]], float]:
    """Return the places of the sources by group, and a proved lower bound over the audiences looked at."""
    unions = audiences(costs)
    for _ in range(ROUNDS):
        groups, bound = _opened(unions, family, costs, cap, relative_gap)
        wider = sorted({*unions, *(costs.union(places) for places in groups)})
        if wider == unions:
            break
        unions = wider
    return groups, bound


def _opened(
    unions: Sequence[int], family: Family, costs: Costs, cap: float, relative_gap: float
) -> tuple[list[list[int]], float]:
    fits = [(place, number) for number, union in enumerate(unions) for place in _fitting(costs, union)]
    useful = _useful(fits, unions, costs)
    solution = solve(_problem(useful, unions, costs, cap), relative_gap=relative_gap)
    if not solution.found:
        return [[place] for place in range(len(costs.load))], 0.0
    most: dict[int, tuple[float, int]] = {}
    for (place, number), value in zip(useful, solution.values[: len(useful)], strict=True):
        most[place] = max(most.get(place, (-1.0, 0)), (float(value), -number))
    chosen: dict[int, list[int]] = {}
    for place, (_, number) in sorted(most.items()):
        chosen.setdefault(-number, []).append(place)
    return _grouped(chosen, family, costs, cap), solution.bound


def _fitting(costs: Costs, union: int) -> list[int]:
    return [place for place in range(len(costs.load)) if costs.fits(place, union)]


def _useful(fits: Sequence[Place], unions: Sequence[int], costs: Costs) -> list[Place]:
    """Leave out places dearer than a group of the source's own."""
    return [
        (place, number)
        for place, number in fits
        if costs.in_vain(place, unions[number]) < costs.opening(costs.audience[place])
    ]


def _problem(fits: Sequence[Place], unions: Sequence[int], costs: Costs, cap: float) -> Problem:
    sources = len(costs.load)
    flow, opened = len(fits), len(unions)
    places = np.array([place for place, _ in fits])
    numbers = np.array([number for _, number in fits])
    load = np.array(costs.load)
    vain = [costs.in_vain(place, unions[number]) for place, number in fits]
    columns = np.arange(flow)
    rows = [
        (places, columns, np.ones(flow)),
        (sources + numbers, columns, load[places]),
        (sources + np.arange(opened), flow + np.arange(opened), np.full(opened, -cap)),
        (sources + opened + columns, columns, np.ones(flow)),
        (sources + opened + columns, flow + numbers, np.full(flow, -1.0)),
        (np.full(opened, sources + opened + flow), flow + np.arange(opened), np.ones(opened)),
    ]
    row, column, value = (np.concatenate([part[which] for part in rows]) for which in range(3))
    order = np.lexsort((column, row))
    height = sources + opened + flow + 1
    lower = np.concatenate([np.ones(sources), np.full(opened + flow, -np.inf), [ceil(load.sum() / cap - SLACK)]])
    upper = np.concatenate([np.ones(sources), np.full(opened, SLACK), np.zeros(flow), [np.inf]])
    return Problem(
        cost=np.concatenate([vain, [costs.opening(union) for union in unions]]),
        lower=np.zeros(flow + opened),
        upper=np.concatenate([np.ones(flow), np.full(opened, float(sources))]),
        integer=np.ones(flow + opened, dtype=np.bool_),
        starts=np.searchsorted(row[order], np.arange(height + 1)).astype(np.int64),
        columns=column[order].astype(np.int64),
        values=value[order].astype(np.float64),
        row_lower=lower,
        row_upper=upper,
    )


def _grouped(chosen: dict[int, list[int]], family: Family, costs: Costs, cap: float) -> list[list[int]]:
    """Pack the sources sent to one audience into groups under the cap, by matter."""
    groups = []
    for places in chosen.values():
        items = [(costs.load[place], min(family.sources[place].matters, default=None)) for place in places]
        groups += [[places[inside] for inside in bins] for bins in packed(items, cap)]
    return sorted(groups)
