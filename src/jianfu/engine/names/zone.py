"""Development zones and the like, which names write in many ways: 高新技术产业开发区 is 高新区."""

from jianfu.engine.names import gazetteer
from jianfu.engine.names.division import by_code

_CITY, _COUNTY = 4, 6
_ZONE_NAME = 4


def zone(place: str, rest: str, region: str) -> tuple[str, str]:
    """Return the place with the zone that follows it (泰州 and 医药高新区), and what is left of the rest.

    A zone named alone belongs to the *region* (a code; empty: not known). Where no zone follows, both stay as they are.
    """
    if not ("区" in rest or "城" in rest or "园" in rest):
        return place, rest
    for start in range(min(_ZONE_NAME, len(rest)) + 1 if place else 1):
        if word := gazetteer.zone_words().longest(rest, start):
            own = "" if rest[:start] == place else rest[:start]
            name = f"{place or _home(region)}{own}{gazetteer.zones()[word]}"
            return name, rest[start + len(word) :]
    return place, rest


def _home(region: str) -> str:
    """Return what a zone named alone belongs to: a county or city of the region, but the whole city of a district."""
    county = region[:_COUNTY]
    if len(county) < _COUNTY or by_code()[county].name.endswith("区"):
        return gazetteer.short_of(region[:_CITY]) if len(region) >= _CITY else ""
    return gazetteer.short_of(county)
