"""The plan of all families: which groups become one, at what cost, and how far from the best that could be at most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from jianfu.engine.workgroups.allotment import allot
from jianfu.engine.workgroups.columns import columns
from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.covering import cover
from jianfu.engine.workgroups.family import Family, Group
from jianfu.engine.workgroups.packing import SLACK, packed
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.partition import best_partition
from jianfu.engine.workgroups.repeats import Tasks

STEP = 500


@dataclass(frozen=True, slots=True)
class Merged:
    """Groups that become one (or one that stays alone): load in messages/day, share of readings in vain."""

    groups: tuple[Group, ...]
    load: float
    irrelevant_share: float
    split: bool


@dataclass(frozen=True, slots=True)
class Solved:
    """One family's plan, its cost in groups and a proved lower bound."""

    merged: tuple[Merged, ...]
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """Return (cost - bound) / cost."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def solve_all(
    found: Sequence[Family], *, tasks: Tasks, parameters: GroupParameters, told: Callable[[float], None]
) -> tuple[Solved, ...]:
    """Solve every family; *told* hears the share done."""
    solved = []
    for number, family in enumerate(found):
        if number % STEP == 0:
            told(number / len(found))
        solved.append(solve_family(family, tasks=tasks, parameters=parameters))
    return tuple(solved)


def solve_family(family: Family, *, tasks: Tasks, parameters: GroupParameters) -> Solved:
    """Return the best plan of one family, or the best found with its bound.

    Small families are searched completely; large ones by the sets worth thinking of (``columns``), or, where there are
    too many, by the audiences worth thinking of (``allotment``).
    """
    costs = Costs(family, parameters)
    parts, bound = _parted(family, costs, parameters)
    merged: list[Merged] = []
    cost = 0.0
    for part in parts:
        pieces = _under_cap(_groups(part, family), tasks, parameters.load_cap)
        twins = sum(costs.union(other) == costs.union(part) for other in parts) > 1
        share = _in_vain(part, costs)
        merged += [Merged(piece, _load(piece, tasks), share, twins or len(pieces) > 1) for piece in pieces]
        cost += costs.cost(part) + (len(pieces) - 1) * costs.opening(costs.union(part))
    return Solved(tuple(merged), cost, min(bound - _lots(family, costs, parameters.load_cap), cost))


def _parted(family: Family, costs: Costs, parameters: GroupParameters) -> tuple[list[list[int]], float]:
    size, cap = len(family.sources), parameters.load_cap
    if size == 1:
        return [[0]], costs.cost([0])
    if size <= parameters.whole_families:
        return best_partition(family, costs, cap)
    worth = columns(family, parameters)
    if worth is not None:
        return cover(worth)
    return allot(family, costs, cap=cap, relative_gap=parameters.relative_gap)


def _groups(part: list[int], family: Family) -> tuple[Group, ...]:
    return tuple(group for place in part for group in family.sources[place].groups)


def _under_cap(groups: tuple[Group, ...], tasks: Tasks, cap: float) -> list[tuple[Group, ...]]:
    """Split groups that are over the cap once it is counted what merging really saves."""
    if _load(groups, tasks) <= cap + SLACK:
        return [groups]
    bins = packed([(group.load, group.matter) for group in groups], cap)
    return [tuple(groups[place] for place in places) for places in bins]


def _load(groups: Sequence[Group], tasks: Tasks) -> float:
    return sum(group.load for group in groups) - tasks.saved(group.asset_id for group in groups)


def _lots(family: Family, costs: Costs, cap: float) -> float:
    """Return what parting one issuer's groups for one audience into lots may have cost: lots beyond the fewest."""
    lots: dict[tuple[int, frozenset[str]], list[float]] = {}
    for place, source in enumerate(family.sources):
        lots.setdefault((costs.audience[place], source.issuers), []).append(costs.load[place])
    several = [(key[0], loads) for key, loads in lots.items() if len(loads) > 1]
    return sum((len(loads) - ceil(sum(loads) / cap - SLACK)) * costs.opening(union) for union, loads in several)


def _in_vain(part: list[int], costs: Costs) -> float:
    """Return the share of readings that are in vain."""
    union = costs.union(part)
    readings = sum(costs.load[place] for place in part) * costs.posts(union)
    vain = sum(
        costs.load[place] * costs.posts(union & ~costs.audience[place] & ~costs.issuers[place]) for place in part
    )
    return vain / readings if readings else 0.0
