"""The place a name begins or ends with, by the division table: 江苏省苏州市吴中区, 苏州吴中 and 吴中 are one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jianfu.engine.names import gazetteer
from jianfu.engine.names.division import by_code, find
from jianfu.engine.names.gazetteer import Gazetteer
from jianfu.engine.names.organ import organ_words
from jianfu.engine.names.tail import without_tail

_CITY = 4
_COUNTY = 6
_ZONE_NAME = 4
_DIRECT = ("省直", "市直", "县直", "区直", "省属", "市属", "县属", "区属")
_LEVELS = "省市县区州盟旗镇乡"


@dataclass(frozen=True, slots=True)
class Placed:
    """The place in a name: its code where one can be told, its short text, and the name without it.

    A name without a place has empty code and place. *codes* are all the places the text may mean.
    """

    code: str
    place: str
    rest: str
    codes: tuple[str, ...] = ()


def placed(name: str, region_code: str = "") -> Placed:
    """Return the place that a folded name begins with, ends with or (only if *region_code* says so) holds.

    *region_code* is where the name comes from: it tells places of one name apart, and lets 市水务局 mean its city.
    Places are the longest names in the division table, taken from the whole down to the part; a word that merely
    begins like a place (南通讯, 市场) is none.
    """
    region = region_of(region_code)
    head = gazetteer.head_words().longest(name, 0)
    first = _leading(name[len(head) :], region)
    if head:
        first = Placed(first.code, first.place, gazetteer.heads()[head] + first.rest, first.codes)
    return _trailing(first, region) if first.rest else first


@lru_cache(maxsize=20_000)
def region_of(code: str) -> str:
    """Return the code of the division that a region code of any length lies in; empty when not known."""
    found = find(code) if code else None
    return found.code if found else ""


def _leading(name: str, region: str) -> Placed:
    here = 0
    codes: tuple[str, ...] = ()
    while step := _step(name, here, codes, region):
        here, codes = here + len(step[0]), step[1]
    found = _told(codes, name[here:], region)
    return _level_word(_zone(found, region), region)


def _step(name: str, here: int, above: tuple[str, ...], region: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the longest place that begins at *here*, inside the places *above*."""
    for known in _gazetteers(above, region, name):
        for word in known.words.at(name, here):
            codes = _inside(known.codes[word], above)
            if codes and _is_place(name, here, word, codes, region):
                return word, _nearest(codes, region)
    return None


def _gazetteers(above: tuple[str, ...], region: str, name: str) -> Iterable[Gazetteer]:
    if not above or len(above[0]) < _COUNTY:
        yield gazetteer.upper()
    for county in above or (region,):
        if len(county) >= _COUNTY:
            yield gazetteer.towns(county[:_COUNTY])
    if not above and ("镇" in name or "街道" in name or "乡" in name):
        yield gazetteer.town_names()


def _inside(codes: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    if not above:
        return codes
    return tuple(code for code in codes if any(code != whole and code.startswith(whole) for whole in above))


def _is_place(name: str, here: int, word: str, codes: tuple[str, ...], region: str) -> bool:
    end = here + len(word)
    if _cuts_a_word(name, here, end):
        return False
    if (by_code()[codes[0]].name == word and len(word) > 2) or _related(codes, region):
        return True
    if len(organ_words(nicknames=True).longest(name, here)) >= len(word):
        return False
    rest = name[end:]
    far = bool(region) and all(code[:2] != region[:2] for code in codes)
    if word in gazetteer.everyday() and (far or len(codes[0]) >= _COUNTY):
        return not rest or bool(organ_words(nicknames=True).longest(rest, 0)) or not without_tail(f"。{rest}")[0][1:]
    return not (far and len(codes[0]) >= _COUNTY and rest)


def _cuts_a_word(name: str, here: int, end: int) -> bool:
    guards = gazetteer.guards()
    return any(start + len(word) > end for start in range(here, end) if (word := guards.longest(name, start)))


def _related(codes: tuple[str, ...], region: str) -> bool:
    return bool(region) and any(_on_one_line(code, region) for code in codes)


def _on_one_line(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _nearest(codes: tuple[str, ...], region: str) -> tuple[str, ...]:
    """Return the codes on the line of the region, or all of them; of a whole and its part of one name, the whole."""
    if region:
        codes = tuple(code for code in codes if _on_one_line(code, region)) or codes
    if len(codes) > 1:
        exact = [code for code in codes if code == region]
        top = tuple(c for c in codes if not any(c != other and c.startswith(other) for other in codes))
        return tuple(exact) or top
    return codes


def _told(codes: tuple[str, ...], rest: str, region: str) -> Placed:
    if not codes:
        return Placed("", "", rest)
    return Placed(codes[0] if len(codes) == 1 else "", gazetteer.short_of(codes[0]), rest, codes)


def _zone(found: Placed, region: str) -> Placed:
    """Return the place with a zone that follows it: 泰州医药高新技术产业开发区 is 泰州医药高新区."""
    rest = found.rest
    if not ("区" in rest or "城" in rest or "园" in rest):
        return found
    for start in range(min(_ZONE_NAME, len(rest)) + 1):
        word = gazetteer.zone_words().longest(rest, start)
        if word and (found.place or start == 0):
            place = f"{found.place or _zone_home(region)}{rest[:start]}{gazetteer.zones()[word]}"
            return Placed("", place, rest[start + len(word) :], found.codes)
    return found


def _zone_home(region: str) -> str:
    """Return what a zone named alone belongs to: a county or city of the region, but the whole city of a district."""
    county = region[:_COUNTY]
    if len(county) < _COUNTY or by_code()[county].name.endswith("区"):
        return gazetteer.short_of(region[:4]) if len(region) >= _CITY else ""
    return gazetteer.short_of(county)


def _level_word(found: Placed, region: str) -> Placed:
    """Return the name without the level it speaks of: 市水务局 is 水务局 of the region's city."""
    rest = found.rest
    if rest[:2] in _DIRECT:
        return Placed(found.code, found.place, rest[1:], found.codes)
    words = organ_words(nicknames=False)
    if rest[:1] not in _LEVELS or not rest or words.longest(rest, 0) or not words.longest(rest, 1):
        return found
    if found.place:
        return Placed(found.code, found.place, rest[1:], found.codes)
    code = _at_level(rest[0], region)
    return Placed(code, gazetteer.short_of(code) if code else "", rest[1:], (code,) if code else ())


def _at_level(level: str, region: str) -> str:
    """Return the nearest division of the region's line whose name ends with that level."""
    for size in (9, 6, 4, 2):
        code = region[:size]
        if len(code) == size and by_code()[code].name.endswith(level):
            return code
    return ""


def _trailing(found: Placed, region: str) -> Placed:
    """Return the place with what the name ends with, or holds where the region says so."""
    rest = found.rest
    known = gazetteer.upper()
    for start in range(max(0, len(rest) - 8), len(rest) - 1):
        word = rest[start:]
        codes = known.codes.get(word, ())
        if codes and _may_trail(found, rest[:start], word, codes, region):
            codes = _nearest(codes, region)
            if found.place and len(codes[0]) <= len(found.codes[0] if found.codes else ""):
                return Placed(found.code, found.place, rest[:start], found.codes)
            return _told(codes, rest[:start], region)
    return found if found.place else _held(found, region)


def _may_trail(found: Placed, before: str, word: str, codes: tuple[str, ...], region: str) -> bool:
    organs = organ_words(nicknames=True)
    if word in organs.known:
        return False
    if found.place:
        return any(_on_one_line(code, other) for code in codes for other in found.codes)
    if not before or any(
        len(organs.longest(before + word, start)) > len(before) - start for start in range(len(before))
    ):
        return False
    return _related(codes, region) or word not in gazetteer.everyday()


def _held(found: Placed, region: str) -> Placed:
    for size in (9, 6, 4):
        code = region[:size]
        if len(code) != size:
            continue
        short = gazetteer.short_of(code)
        start = found.rest.find(short)
        if start > 0 and not _cuts_a_word(found.rest, start, start + len(short)):
            return _told((code,), found.rest[:start] + found.rest[start + len(short) :], region)
    return found
