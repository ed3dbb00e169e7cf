"""Units of made-up look-alikes: organs, institutions, town halls and offices, villages, of neighbouring counties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pyarrow as pa

from jianfu.engine.names import division
from jianfu.engine.names.division import Division, Level
from jianfu.engine.synth import likeness_word as word
from jianfu.engine.synth.cell import Numbers, taken
from jianfu.engine.synth.likeness_place import CITY, Gazetteer, areas
from jianfu.engine.synth.likeness_word import Department, Split

ORGAN, INSTITUTION, OFFICE, VILLAGE_SHARE, SUBORDINATE = 0.95, 0.7, 0.6, 0.3, 0.06
"""Share of the organs, institutions, town offices and villages of a place that run an account, and of organs that have
a subordinate institution of nearly their name that runs one."""
LEVELS = ("province", "city", "county", "town", "village")
HALLS = (
    Department("综合", ("人民政府",) * 3, ("政府", "镇府"), word.TOWN_ACCOUNTS[:3]),
    Department("综合", ("办事处",) * 3, ("街办", "街道办"), word.TOWN_ACCOUNTS[:3]),
    Department("综合", ("村民委员会",) * 3, ("村委会", "村委"), word.VILLAGE_ACCOUNTS[:3]),
    Department("综合", ("居民委员会",) * 3, ("居委会", "居委"), word.VILLAGE_ACCOUNTS[:3]),
)


class UnableToMakeRecords(ValueError):
    """More records were asked for than a half of the country has room for."""

    def __init__(self, *, n: int, most: int) -> None:
        self.zh = f"该划分最多可生成约 {most:,} 条记录，要求 {n:,} 条。请减少条数。"
        self.en = f"This half has room for some {most:,} records; {n:,} were asked for. Ask for fewer."
        super().__init__(self.en)


@dataclass(slots=True)
class Units:
    """Units by place, department (of ``departments``), and subordinate institution (-1: the organ itself)."""

    departments: tuple[Department, ...]
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    places: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    subs: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.places)

    def add(self, place: int, kind: int, sub: int = -1) -> None:
        """Add a unit."""
        self.places.append(place)
        self.kinds.append(kind)
        self.subs.append(sub)

    def name(self, unit: int, prefix: str, short: str = "") -> str:
        """Return a unit's name after a prefix; *short* stands for the department's full name where given."""
        spot, kind = self.gazetteer.spots[self.places[unit]], self.departments[self.kinds[unit]]
        own = short or kind.full[min(spot.level, 2)]
        sub = word.SUBORDINATES[self.subs[unit]] if self.subs[unit] >= 0 else ""
        return (own.replace("{}", prefix) if "{}" in own else prefix + own) + sub

    def official(self, unit: int) -> str:
        """Return a unit's official name."""
        return self.name(unit, self.gazetteer.spots[self.places[unit]].official)

    def short(self, unit: int) -> str:
        """Return a unit's first short name; one of a Party organ (委…) stands after the place's own name."""
        spot, kind = self.gazetteer.spots[self.places[unit]], self.departments[self.kinds[unit]]
        return self.name(unit, spot.short, kind.shorts[0])

    def table(self) -> pa.Table:
        """Return unit_id, name, short_name, region_code, level, line."""
        spots = self.gazetteer.spots
        levels = np.array([spot.level for spot in spots])[np.array(self.places)]
        codes = [spot.code[:9].ljust(6, "0") for spot in spots]
        every = range(len(self))
        return pa.table(
            {
                "unit_id": unit_ids(np.arange(len(self))),
                "name": pa.array([self.official(unit) for unit in every]),
                "short_name": pa.array([self.short(unit) for unit in every]),
                "region_code": taken(codes, np.array(self.places)),
                "level": taken(LEVELS, levels),
                "line": taken([kind.line for kind in self.departments], np.array(self.kinds)),
            }
        )


def unit_ids(units: Numbers) -> pa.Array:
    """Return the ids of units; null for -1."""
    return pa.array([f"U{unit:07d}" if unit >= 0 else None for unit in units.tolist()], pa.string())


def made(*, split: Split, wanted: int, random: np.random.Generator) -> Units:
    """Return *wanted* units or a few more: cities in random order; when no city is left, the other villages.

    Raises UnableToMakeRecords where the half has fewer.
    """
    tables = (word.ORGANS, word.INSTITUTIONS, word.TOWN_OFFICES)
    halves = [word.departments(table, split) for table in tables]
    units = Units((*halves[0], *halves[1], *halves[2], *HALLS))
    sizes = [len(half) for half in halves]
    rest: list[tuple[str, str, int]] = []
    for group in areas(split, random):
        rest += _city(units, group, sizes, random)
        if len(units) >= wanted:
            return units
    _fill(units, rest, wanted, random)
    if len(units) < wanted:
        raise UnableToMakeRecords(n=wanted, most=len(units))
    return units


def _city(
    units: Units, counties: tuple[Division, ...], sizes: list[int], random: np.random.Generator
) -> list[tuple[str, str, int]]:
    """Add a city's units and those of its counties; return the villages left out."""
    rest: list[tuple[str, str, int]] = []
    for county in counties:
        before = len(units.gazetteer.spots)
        place = units.gazetteer.add_division(county)
        above = units.gazetteer.spots[place].above
        if above >= before and units.gazetteer.spots[above].level == CITY:
            _seat(units, above, sizes, random)
        _seat(units, place, sizes, random)
        rest += _towns(units, county, sizes, random)
    return rest


def _seat(units: Units, place: int, sizes: list[int], random: np.random.Generator) -> None:
    """Add the organs and institutions of a city or county."""
    organs, institutions, _ = sizes
    for kind in np.flatnonzero(random.random(organs) < ORGAN).tolist():
        units.add(place, kind)
    for kind in np.flatnonzero(random.random(organs) < SUBORDINATE).tolist():
        units.add(place, kind, int(random.integers(0, len(word.SUBORDINATES))))
    for kind in np.flatnonzero(random.random(institutions) < INSTITUTION).tolist():
        units.add(place, organs + kind)


def _towns(units: Units, county: Division, sizes: list[int], random: np.random.Generator) -> list[tuple[str, str, int]]:
    """Add the town halls, offices and some villages of a county; return the villages left out."""
    offices, halls = sum(sizes[:2]), sum(sizes)
    places: dict[str, int] = {}
    for town in _towns_of(county.code):
        place = units.gazetteer.add_division(town)
        places[town.code] = place
        units.add(place, halls + (1 if town.name.endswith("街道") else 0))
        for kind in np.flatnonzero(random.random(sizes[2]) < OFFICE).tolist():
            units.add(place, offices + kind)
    known = [(code, name, places[code[:9]]) for code, name in _villages(county.code) if code[:9] in places]
    chosen = random.random(len(known)) < VILLAGE_SHARE
    for (code, name, town_place), taken_in in zip(known, chosen, strict=True):
        if taken_in:
            _village(units, code, name, town_place)
    return [row for row, taken_in in zip(known, chosen, strict=True) if not taken_in]


def _village(units: Units, code: str, name: str, town: int) -> None:
    kind = len(units.departments) - (1 if name.endswith("社区") else 2)
    units.add(units.gazetteer.add_village(code, name, town), kind)


def _fill(units: Units, rest: list[tuple[str, str, int]], wanted: int, random: np.random.Generator) -> None:
    for place in random.permutation(len(rest))[: max(wanted - len(units), 0)].tolist():
        _village(units, *rest[place])


@cache
def _by_county() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = {}
    for town in division.divisions(level=Level.TOWN):
        found.setdefault(town.code[:6], []).append(town)
    return found


def _towns_of(county: str) -> list[Division]:
    return _by_county().get(county, [])


@cache
def _province_villages(province: str) -> dict[str, list[tuple[str, str]]]:
    table = division.villages(within=province)
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name in zip(table["code"].to_pylist(), table["name"].to_pylist(), strict=True):
        found.setdefault(code[:6], []).append((code, name))
    return found


def _villages(county: str) -> Iterator[tuple[str, str]]:
    yield from _province_villages(county[:2]).get(county, [])
