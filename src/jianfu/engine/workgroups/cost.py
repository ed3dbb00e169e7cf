"""What a set of sources costs as one group, counted in groups.

cost(S) = 1 + a |U| + b * sum over sources s of load(s) * posts(U - A(s) - I(s)), where U is the union of the audiences
A(s), I(s) the issuers of s, and posts(X) the posts that read in the units X: whoever reads a message that was neither
meant for his unit nor sent by it reads in vain.
"""

from collections.abc import Iterable, Sequence

from jianfu.engine.workgroups.family import Family
from jianfu.engine.workgroups.packing import SLACK
from jianfu.engine.workgroups.parameters import GroupParameters


class Costs:
    """The costs of one family's sets, its units turned into bits."""

    def __init__(self, family: Family, parameters: GroupParameters) -> None:
        units = sorted({unit for source in family.sources for unit in source.audience})
        bits = {unit: 1 << place for place, unit in enumerate(units)}
        self.audience = [_mask(source.audience, bits) for source in family.sources]
        self.issuers = [_mask(source.issuers, bits) for source in family.sources]
        self.inside = [all(unit in bits for unit in source.issuers) for source in family.sources]
        self.load = [source.load for source in family.sources]
        self._posts = [family.posts.get(unit, 1) for unit in units]
        self._known: dict[int, int] = {0: 0}
        self._parameters = parameters

    def union(self, places: Iterable[int]) -> int:
        """Return the audience of all these sources together, as bits."""
        union = 0
        for place in places:
            union |= self.audience[place]
        return union

    def fits(self, place: int, union: int) -> bool:
        """Tell whether a source may join a group with that audience.

        It may where it addressed at least the least share of it, or where its issuers are in the audience too.
        """
        own = self.audience[place]
        if own & ~union:
            return False
        if own.bit_count() >= self._parameters.least_share * union.bit_count() - SLACK:
            return True
        return self.inside[place] and not self.issuers[place] & ~union

    def opening(self, union: int) -> float:
        """Return the cost of a group with that audience, before anybody reads in vain."""
        return 1.0 + self._parameters.membership_weight * union.bit_count()

    def in_vain(self, place: int, union: int) -> float:
        """Return the cost of what is read in vain when that source's messages go to that audience."""
        readers = self.posts(union & ~self.audience[place] & ~self.issuers[place])
        return self._parameters.irrelevant_weight * self.load[place] * readers

    def cost(self, places: Sequence[int]) -> float:
        """Return the cost of the sources as one group."""
        union = self.union(places)
        return self.opening(union) + sum(self.in_vain(place, union) for place in places)

    def posts(self, mask: int) -> int:
        """Return the posts that read in those units."""
        known = self._known.get(mask)
        if known is None:
            lowest = mask & -mask
            known = self._posts[lowest.bit_length() - 1] + self.posts(mask ^ lowest)
            self._known[mask] = known
        return known


def _mask(units: Iterable[str], bits: dict[str, int]) -> int:
    mask = 0
    for unit in units:
        mask |= bits.get(unit, 0)
    return mask
