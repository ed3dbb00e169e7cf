"""Sources and families: what can be thought of as one group already, and which of those could ever meet in one.

A *source* is all candidate groups of one class with the same issuers and the same audience, up to the load cap. A
*family* is the sources of one class that are joined by audience units: no two families could share a group.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jianfu.engine.workgroups.packing import packed

Units = frozenset[str]
UNKNOWN_LEVEL = "?"


@dataclass(frozen=True, slots=True)
class Group:
    """A candidate group; *load* in messages/day, *fresh* the load less the notices repeated elsewhere."""

    asset_id: str
    direction: str
    scope: str | None
    load: float
    fresh: float
    matter: str | None
    issuers: Units
    audience: Units


@dataclass(frozen=True, slots=True)
class Source:
    """Groups that belong together whatever else is decided."""

    groups: tuple[Group, ...]

    @property
    def issuers(self) -> Units:
        """Return the units that issue in these groups."""
        return self.groups[0].issuers

    @property
    def audience(self) -> Units:
        """Return the units these groups address."""
        return self.groups[0].audience

    @property
    def load(self) -> float:
        """Return the messages a day less repeats."""
        return sum(group.fresh for group in self.groups)

    @property
    def matters(self) -> frozenset[str]:
        """Return the matters known."""
        return frozenset(group.matter for group in self.groups if group.matter)


@dataclass(frozen=True, slots=True)
class Family:
    """Sources that audience units join, and how many posts of each unit read."""

    sources: tuple[Source, ...]
    posts: Mapping[str, int]


def families(
    groups: Iterable[Group], *, posts: Mapping[tuple[str, str], int], levels: Mapping[str, str], cap: float
) -> tuple[Family, ...]:
    """Return the families, in the order of their first group's id.

    *posts* gives the posts of a unit in a group (asset_id, unit_id); where none is known one post reads. *levels* gives
    units their level; units without one share a level of their own.
    """
    kinds: dict[tuple[Hashable, Units, Units], list[Group]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: group.asset_id):
        kinds[_class(group, levels), group.audience, group.issuers].append(group)
    sources = [(kind, source) for kind, members in kinds.items() for source in _sources(members, cap)]
    joined = _joined([(kind[0], source.audience) for kind, source in sources])
    return tuple(_family([sources[place][1] for place in places], posts) for places in joined)


def _class(group: Group, levels: Mapping[str, str]) -> Hashable:
    """Return what two groups must have in common ever to be merged.

    Nobody may find those above and those below in one group: groups up and down meet only between the same two sets of
    levels, and where a level stands on both sides, only around the same upper units.
    """
    if group.direction == "lateral":
        return "lateral", group.scope, _levels(group.issuers | group.audience, levels)
    others = group.audience - group.issuers
    upper, lower = (group.issuers, others) if group.direction == "down" else (others, group.issuers)
    above, below = _levels(upper, levels), _levels(lower, levels)
    return "vertical", group.scope, above, below, upper if set(above) & set(below) else frozenset[str]()


def _levels(units: Units, levels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({levels.get(unit) or UNKNOWN_LEVEL for unit in units}))


def _sources(members: Sequence[Group], cap: float) -> list[Source]:
    bins = packed([(group.fresh, group.matter) for group in members], cap)
    return [Source(tuple(members[place] for place in places)) for places in bins]


def _joined(keyed: Sequence[tuple[Hashable, Units]]) -> list[list[int]]:
    """Return places of sources joined by a unit within one class, each list and the lists in order of place."""
    above: list[int] = list(range(len(keyed)))

    def root(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    first: dict[Hashable, int] = {}
    for place, (kind, audience) in enumerate(keyed):
        for unit in audience:
            met = first.setdefault((kind, unit), place)
            left, right = root(met), root(place)
            above[max(left, right)] = min(left, right)
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(len(keyed)):
        found[root(place)].append(place)
    return list(found.values())


def _family(sources: Sequence[Source], posts: Mapping[tuple[str, str], int]) -> Family:
    reading: dict[str, int] = {}
    if len(sources) > 1:
        for source in sources:
            for group in source.groups:
                for unit in group.audience:
                    reading[unit] = max(reading.get(unit, 1), posts.get((group.asset_id, unit), 1))
    return Family(tuple(sources), reading)
