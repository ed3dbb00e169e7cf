"""The places of one made-up province: real divisions, thinned to the number of units asked for."""

from dataclasses import dataclass

import numpy as np

from jianfu.engine.names import division
from jianfu.engine.names.division import Division, Kind, Level
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.request import Share, repeated_county_names

PROVINCE, CITY, COUNTY, TOWN, VILLAGE = range(5)
UNITS_PER_TOWN = 16.7
"""20 000 units to the 1 198 towns of Jiangsu."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place with an organ of its own.

    ``code`` as departments write it, ``name`` that tells it apart, its ``own`` and its ``short`` name, the place above.
    """

    code: str
    division: str
    level: int
    name: str
    own: str
    short: str
    parent: int


def places(*, share: Share, draw: Draw) -> tuple[Place, ...]:
    """Return the province, its cities, counties and towns in that order, thinned to the size of the share."""
    cities, counties, towns = _chosen(share, draw)
    repeated = repeated_county_names()
    made = [_place(share.province, PROVINCE, share.province.name, -1)]
    index = {share.province.code: 0}
    for city in cities:
        index[city.code] = len(made)
        made.append(_place(city, CITY, city.name, 0))
    for county in counties:
        above = index.get(county.parent_code, 0)
        index[county.code] = len(made)
        name = made[above].name + county.name if county.name in repeated else county.name
        made.append(_place(county, COUNTY, name, above))
    for town in towns:
        above = index[town.parent_code]
        made.append(_place(town, TOWN, made[above].name + town.name, above))
    return tuple(made)


def _chosen(share: Share, draw: Draw) -> tuple[list[Division], list[Division], list[Division]]:
    code = share.province.code
    all_towns = division.divisions(level=Level.TOWN, within=code)
    part = min(share.units / (len(all_towns) * UNITS_PER_TOWN), 1.0)
    all_counties = division.divisions(level=Level.COUNTY, within=code)
    with_towns = {t.parent_code for t in all_towns}
    able = [c for c in all_counties if c.code in with_towns]
    count = min(max(round(len(all_counties) * part), 2), len(able))
    counties = [able[n] for n in draw.some(np.arange(len(able)), count)]
    kept = {c.code for c in counties}
    able_towns = [t for t in all_towns if t.parent_code in kept]
    wanted = max(round(len(all_towns) * part), 4)
    towns = [able_towns[n] for n in draw.some(np.arange(len(able_towns)), wanted)]
    known = division.by_code()
    above = sorted({c.parent_code for c in counties})
    cities = [known[code] for code in above if known[code].kind is Kind.DIVISION]
    return cities, counties, towns


def _place(found: Division, level: int, name: str, parent: int) -> Place:
    return Place(found.code.ljust(6, "0"), found.code, level, name, found.name, found.short, parent)
