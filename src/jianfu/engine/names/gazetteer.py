"""Names of places, full and short, to be found in other names: from the division table."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from jianfu.engine.names.division import Division, Level, by_code, divisions, short_name
from jianfu.engine.names.fold import simplified
from jianfu.engine.names.tables import Words, rows


class Gazetteer:
    """Places by the names they go by."""

    def __init__(self, places: Iterable[Division], *, short: bool = True) -> None:
        """Keep every place by its full name and, where *short*, its short name, both as folded names have them."""
        codes: dict[str, list[str]] = defaultdict(list)
        for place in places:
            for name in _names(place) if short else {place.name}:
                codes[simplified(name)].append(place.code)
        self.codes = {name: tuple(found) for name, found in codes.items()}
        self.words = Words(self.codes)


def _names(place: Division) -> set[str]:
    """Return what a place is called: an autonomous one loses its peoples (恩施州, 广西自治区)."""
    names = {place.name, place.short}
    if "自治" in place.name:
        names |= {f"{place.short}{place.name[-1]}", f"{place.short}{place.name[-3:]}"}
    return names


@cache
def upper() -> Gazetteer:
    """Return provinces, cities and counties of all China; zones are found by their kind instead."""
    levels = (Level.PROVINCE, Level.CITY, Level.COUNTY)
    return Gazetteer(d for level in levels for d in divisions(level=level))


@cache
def towns(county: str) -> Gazetteer:
    """Return the towns inside a county, by full and short names."""
    return Gazetteer(_towns_by_county().get(county, ()))


@cache
def _towns_by_county() -> dict[str, list[Division]]:
    # One pass over the table: looking through it once a county takes seconds where a whole nation is read.
    found: dict[str, list[Division]] = defaultdict(list)
    for town in divisions(level=Level.TOWN):
        found[town.code[:6]].append(town)
    return found


@cache
def town_names() -> Gazetteer:
    """Return the towns of all China by their full names only: their short names repeat too often to mean a place."""
    return Gazetteer(divisions(level=Level.TOWN), short=False)


@cache
def everyday() -> frozenset[str]:
    """Return short names of places that are everyday words as well (和平, 新华), and so need a reason to be a place."""
    return frozenset(row["word"] for row in rows("everyday"))


@cache
def guards() -> Words:
    """Return words that a place must not be cut out of: 南通讯 holds 通讯, 泰兴市场 holds 市场."""
    return Words(row["word"] for row in rows("guards"))


@cache
def short_of(code: str) -> str:
    """Return the short name of a place by its code."""
    return short_name(by_code()[code].name)


@cache
def heads() -> dict[str, str]:
    """Return what may stand before the place (中共, 共青团) and what of it the name keeps."""
    return {row["head"]: row["keeps"] for row in rows("heads")}


@cache
def head_words() -> Words:
    """Return what may stand before the place as words to be found."""
    return Words(heads())


@cache
def zones() -> dict[str, str]:
    """Return the kind of zone that each way of writing it means: 高新技术产业开发区 is 高新区."""
    return {row["name"]: row["zone"] for row in rows("zones")}


@cache
def zone_words() -> Words:
    """Return the ways of writing kinds of zones as words to be found."""
    return Words(zones())
