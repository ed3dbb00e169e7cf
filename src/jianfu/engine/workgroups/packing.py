"""Loads into as few groups as fit under the cap, one matter kept together where that costs no group more."""

from collections import defaultdict
from collections.abc import Sequence

Item = tuple[float, str | None]
"""A load in messages/day and the matter it is about (null: unknown, alike to nothing)."""

SLACK = 1e-9


def packed(items: Sequence[Item], cap: float) -> list[list[int]]:
    """Return places of items by group, each list and the lists in order of place; an item over the cap stands alone."""
    if sum(load for load, _ in items) <= cap + SLACK:
        return [list(range(len(items)))] if items else []
    apart = _first_fit([(load, [place]) for place, (load, _) in enumerate(items)], cap)
    together = _first_fit(_by_matter(items, cap), cap)
    chosen = together if len(together) <= len(apart) else apart
    return sorted(sorted(places) for places in chosen)


def _by_matter(items: Sequence[Item], cap: float) -> list[tuple[float, list[int]]]:
    """Return each matter's items as one block where they fit under the cap, else item by item."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, (_, matter) in enumerate(items):
        blocks[f"={matter}" if matter else f"#{place}"].append(place)
    weighed = [(sum(items[place][0] for place in places), places) for places in blocks.values()]
    whole = [block for block in weighed if block[0] <= cap + SLACK]
    split = [(items[place][0], [place]) for load, places in weighed if load > cap + SLACK for place in places]
    return whole + split


def _first_fit(blocks: list[tuple[float, list[int]]], cap: float) -> list[list[int]]:
    """Put each block, the heaviest first, where it first fits."""
    bins: list[tuple[float, list[int]]] = []
    for load, places in sorted(blocks, key=lambda block: (-block[0], block[1])):
        for number, (held, inside) in enumerate(bins):
            if held + load <= cap + SLACK:
                bins[number] = (held + load, inside + places)
                break
        else:
            bins.append((load, list(places)))
    return [places for _, places in bins]
