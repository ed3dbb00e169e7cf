"""The best way to part a small family into groups, found by looking at every way (dynamic programming over subsets)."""

from collections.abc import Sequence

from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family
from jianfu.engine.workgroups.packing import SLACK

TIE = 1e-7
"""Cost of one matter more in a group: between plans that cost the same, the one that keeps matters together."""


def best_partition(family: Family, costs: Costs, cap: float) -> tuple[list[list[int]], float]:
    """Return the places of the sources by group, and a proved lower bound on the cost of any admissible partition."""
    size = len(family.sources)
    columns = _columns(family, costs, cap)
    best = [0.0] + [float("inf")] * ((1 << size) - 1)
    choice = [0] * (1 << size)
    for mask in range(1, 1 << size):
        lowest = mask & -mask
        rest = part = mask ^ lowest
        while True:
            column = columns[part | lowest]
            if column is not None and column + best[rest ^ part] < best[mask] - SLACK:
                best[mask], choice[mask] = column + best[rest ^ part], part | lowest
            if not part:
                break
            part = (part - 1) & rest
    everything = (1 << size) - 1
    allowed = TIE * sum(max(len(source.matters), 1) for source in family.sources)
    return _parts(choice, everything), best[everything] - allowed - size * SLACK


def _columns(family: Family, costs: Costs, cap: float) -> list[float | None]:
    """Return the cost of every subset that may be one group, null for the others."""
    matters: list[frozenset[str]] = [source.matters for source in family.sources]
    columns: list[float | None] = [None] * (1 << len(matters))
    for mask in range(1, len(columns)):
        places = [place for place in range(len(matters)) if mask >> place & 1]
        if len(places) > 1 and not _admissible(places, costs, cap):
            continue
        together: frozenset[str] = frozenset().union(*(matters[place] for place in places))
        columns[mask] = costs.cost(places) + TIE * len(together)
    return columns


def _admissible(places: Sequence[int], costs: Costs, cap: float) -> bool:
    if sum(costs.load[place] for place in places) > cap + SLACK:
        return False
    union = costs.union(places)
    return all(costs.fits(place, union) for place in places)


def _parts(choice: list[int], mask: int) -> list[list[int]]:
    parts = []
    while mask:
        chosen = choice[mask]
        parts.append([place for place in range(chosen.bit_length()) if chosen >> place & 1])
        mask ^= chosen
    return sorted(parts)
