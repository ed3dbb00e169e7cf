"""Audiences a group of a large family may have: those declared today, and unions that pay, grown source by source."""

from jianfu.engine.workgroups.cost import Costs

BEAM = 3
"""Unions grown further at each step, as a multiple of the number of sources."""

STEPS = 6
GAIN = 1e-9


def audiences(costs: Costs) -> list[int]:
    """Return the audiences (as bits, in order) that groups of the family may have.

    A union is looked at when some source, added to the sources that made it, costs less inside than as a group of its
    own. Sources with one audience make no new union, so the first of them stands for all.
    """
    first: dict[int, int] = {}
    for place in sorted(range(len(costs.load)), key=lambda place: (costs.load[place], place)):
        first.setdefault(costs.audience[place], place)
    singles = sorted(first.values())
    found = dict.fromkeys(costs.audience[place] for place in singles)
    grown: list[tuple[float, tuple[int, ...]]] = [(0.0, (place,)) for place in singles]
    for _ in range(STEPS):
        grown = _grown(grown, singles, costs, found)
        if not grown:
            break
    return sorted(found)


def _grown(
    frontier: list[tuple[float, tuple[int, ...]]], singles: list[int], costs: Costs, found: dict[int, None]
) -> list[tuple[float, tuple[int, ...]]]:
    """Add one source to each set where that pays; note the unions met and return the best sets, most gain first."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    for _, places in frontier:
        union, cost = costs.union(places), costs.cost(places)
        for place in singles:
            wider = union | costs.audience[place]
            if place in places or wider in found or not union & costs.audience[place]:
                continue
            joined = tuple(sorted((*places, place)))
            gain = cost + costs.opening(costs.audience[place]) - costs.cost(joined)
            if gain > GAIN and all(costs.fits(each, wider) for each in joined):
                best[wider] = max(best.get(wider, (0.0, ())), (gain, joined))
    chosen = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[: BEAM * len(singles)]
    found.update((union, None) for union, _ in chosen)
    return [grown for _, grown in chosen]
