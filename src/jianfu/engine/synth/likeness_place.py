"""The places of made-up look-alikes: real divisions, whole cities at a time, with every form their names take.

The halves share no province: every third province by code is for development, the others are for the test.
"""

from dataclasses import dataclass

import numpy as np

from jianfu.engine.names import division
from jianfu.engine.names.division import Division, Kind, Level
from jianfu.engine.synth.likeness_word import Split

PROVINCE, CITY, COUNTY, TOWN, VILLAGE = range(5)
NEIGHBOURS = 4
"""Counties taken together, so that a small set still holds several provinces."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: its code, level, short and own name, the short names above it, and the prefix of its organs.

    *near* is the short name after that of the place above (泰州泰兴), *far* after that of the province (江苏泰兴);
    *long* is the line of own names from the province down.
    """

    code: str
    level: int
    short: str
    own: str
    near: str
    far: str
    official: str
    long: str
    above: int

    def forms(self) -> tuple[str, str, str, str, str]:
        """Return the forms in names: short, own, near, far, official."""
        return self.short, self.own, self.near, self.far, self.official


def provinces(split: Split) -> tuple[str, ...]:
    """Return the codes of the provinces of a half."""
    codes = [place.code for place in division.divisions(level=Level.PROVINCE)]
    return tuple(code for place, code in enumerate(codes) if (place % 3 == 0) == (split == "dev"))


def areas(split: Split, random: np.random.Generator) -> list[tuple[Division, ...]]:
    """Return the counties of a half in groups of neighbours in one city, the groups in random order."""
    groups: dict[str, list[Division]] = {}
    for code in provinces(split):
        for county in division.divisions(level=Level.COUNTY, within=code):
            groups.setdefault(county.parent_code, []).append(county)
    listed = [
        tuple(group[first : first + NEIGHBOURS])
        for group in groups.values()
        for first in range(0, len(group), NEIGHBOURS)
    ]
    return [listed[place] for place in random.permutation(len(listed))]


class Gazetteer:
    """Spots in the order they were asked for, each once; a county brings its city and province."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self._index: dict[str, int] = {}

    def add_division(self, found: Division) -> int:
        """Return the place of a division in the list, adding it and what lies above."""
        if found.code not in self._index:
            parent = _parent(found)
            above = self.add_division(parent) if parent else -1
            self._keep(found.code, found.name, found.short, above)
        return self._index[found.code]

    def add_village(self, code: str, name: str, town: int) -> int:
        """Return the place of a village below a town."""
        self._keep(code, name, name, town)
        return self._index[code]

    def _keep(self, code: str, name: str, short: str, above: int) -> None:
        level = {2: PROVINCE, 4: CITY, 6: COUNTY, 9: TOWN}.get(len(code), VILLAGE)
        parent = self.spots[above] if above >= 0 else None
        top = parent
        while top is not None and top.above >= 0:
            top = self.spots[top.above]
        near = short if parent is None else parent.short + short
        far = short if top is None else top.short + short
        official = name if level < COUNTY or parent is None else _prefix(name, level, parent)
        long = name if parent is None else parent.long + name
        self._index[code] = len(self.spots)
        self.spots.append(Spot(code, level, short, name, near, far, official, long, above))


def _parent(found: Division) -> Division | None:
    """Return the division above that is one: 市辖区 and 省直辖县 are only counted as such."""
    return next((above for above in division.ancestors(found.code) if above.kind is Kind.DIVISION), None)


def _prefix(name: str, level: int, parent: Spot) -> str:
    """Return what organs bear before their name: a district's city, a town's county, a village's town."""
    if level == COUNTY:
        return parent.own + name if name.endswith("区") else name
    return parent.official + name
