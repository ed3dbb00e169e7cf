"""The place a name begins or ends with, by the division table: 江苏省苏州市吴中区, 苏州吴中 and 吴中 are one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jianfu.engine.names import gazetteer
from jianfu.engine.names.division import by_code, find
from jianfu.engine.names.gazetteer import Gazetteer
from jianfu.engine.names.organ_table import organ_words
from jianfu.engine.names.place_fit import COUNTY, cuts_a_word, inside, is_place, nearest, on_one_line, related
from jianfu.engine.names.reading import is_slip
from jianfu.engine.names.zone import zone

_DIRECT = ("省直", "市直", "县直", "区直", "省属", "市属", "县属", "区属")
_TOWN_ENDINGS = ("镇", "街道", "乡", "地区", "苏木")
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


def placed(name: str, region_code: str = "", *, slips: bool = True) -> Placed:
    """Return the place that a folded name begins with, ends with or (only if *region_code* says so) holds.

    *region_code* is where the name comes from: it tells places of one name apart, and lets 市水务局 mean its city.
    Places are the longest names in the division table, taken from the whole down to the part; a word that merely
    begins like a place (南通讯, 市场) is none. Without *slips*, a mistyped place (泰星 in 泰兴) is none either.
    """
    region = region_of(region_code)
    first = _leading(name, region)
    if (head := gazetteer.head_words().longest(name, 0)) and not first.place:
        first = _behind(head, name, region)
    found = _trailing(first, region) if first.rest else first
    return _slipped(found, region) if slips else found


def _behind(head: str, name: str, region: str) -> Placed:
    """Return the place that stands behind a head such as 共青团, which the rest keeps."""
    found, keeps = _leading(name[len(head) :], region), gazetteer.heads()[head]
    if keeps and not found.place:
        return Placed("", "", name)
    return Placed(found.code, found.place, keeps + found.rest, found.codes)


@lru_cache(maxsize=20_000)
def region_of(code: str) -> str:
    """Return the code of the division that a region code of any length lies in; empty when not known."""
    found = find(code) if code else None
    return found.code if found else ""


def _leading(name: str, region: str) -> Placed:
    found = _zoned(_walked(Placed("", "", name), region), region)
    if found.codes and not found.code and found.rest:
        found = _walked(found, region)
    return _level_word(found, region)


def _walked(found: Placed, region: str) -> Placed:
    """Return the place after the places that the rest begins with, from the whole down to the part."""
    rest, codes, here = found.rest, found.codes, 0
    while step := _step(rest, here, codes, region):
        here, codes = here + len(step[0]), step[1]
    return _told(codes, rest[here:]) if here else found


def _step(name: str, here: int, above: tuple[str, ...], region: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the longest place that begins at *here*, inside the places *above*; the higher one of two as long."""
    longest = ""
    found: tuple[str, ...] = ()
    for known in _gazetteers(above, region, name):
        for word in known.words.at(name, here):
            if len(word) <= len(longest):
                break
            codes = inside(known.codes[word], above)
            if codes and is_place(name, here, word, codes, region):
                longest, found = word, codes
    return (longest, nearest(found, region)) if longest else None


def _gazetteers(above: tuple[str, ...], region: str, name: str) -> Iterator[Gazetteer]:
    high = not above or len(above[0]) < COUNTY
    if high:
        yield gazetteer.upper()
    for county in above or (region,):
        if len(county) >= COUNTY:
            yield gazetteer.towns(county[:COUNTY])
    if high and any(ending in name for ending in _TOWN_ENDINGS):
        yield gazetteer.town_names()


def _told(codes: tuple[str, ...], rest: str) -> Placed:
    if not codes:
        return Placed("", "", rest)
    return Placed(codes[0] if len(codes) == 1 else "", gazetteer.short_of(codes[0]), rest, codes)


def _zoned(found: Placed, region: str) -> Placed:
    place, rest = zone(found.place, found.rest, region)
    return found if rest == found.rest else Placed("", place, rest, found.codes)


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
            codes = nearest(codes, region)
            if found.place and len(codes[0]) <= len(found.codes[0] if found.codes else ""):
                return Placed(found.code, found.place, rest[:start], found.codes)
            return _told(codes, rest[:start])
    return found if found.place else _held(found, region)


def _may_trail(found: Placed, before: str, word: str, codes: tuple[str, ...], region: str) -> bool:
    organs = organ_words(nicknames=True)
    if word in organs.known:
        return False
    if found.place:
        return any(on_one_line(code, other) for code in codes for other in found.codes)
    if not before or any(
        len(organs.longest(before + word, start)) > len(before) - start for start in range(len(before))
    ):
        return False
    return related(codes, region) or word not in gazetteer.everyday()


def _line(region: str) -> Iterator[tuple[str, str]]:
    """Yield the code and short name of the region and what it lies in, up to its city."""
    for size in (9, 6, 4):
        if len(region) >= size:
            yield region[:size], gazetteer.short_of(region[:size])


def _held(found: Placed, region: str) -> Placed:
    for code, short in _line(region):
        start = found.rest.find(short)
        if start > 0 and not cuts_a_word(found.rest, start, start + len(short)):
            return _told((code,), found.rest[:start] + found.rest[start + len(short) :])
    return found


def _slipped(found: Placed, region: str) -> Placed:
    """Return the region's place where the name begins or ends with a slip of it: 泰星 in 泰兴."""
    if found.place or not region:
        return found
    rest = found.rest
    for code, short in _line(region):
        size = len(short)
        for written, left in ((rest[:size], rest[size:]), (rest[-size:], rest[:-size])):
            if is_slip(written, short) and _may_stand_alone(left, written):
                return _level_word(_told((code,), left), region)
    return found


def _may_stand_alone(left: str, written: str) -> bool:
    """Tell whether a slip leaves an organ or nothing: else it is rather a word of its own (苏周到)."""
    words = organ_words(nicknames=True)
    return not words.longest(written, 0) and (not left or any(words.longest(left, start) for start in (0, 1)))
