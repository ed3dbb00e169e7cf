"""Whether a word that is spelt like a place is one, and which of several places of a name is meant."""

from jianfu.engine.names import gazetteer
from jianfu.engine.names.division import by_code
from jianfu.engine.names.organ_table import organ_words
from jianfu.engine.names.tail import without_tail

COUNTY = 6


def inside(codes: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes that lie inside one of those above (all of them when nothing is above)."""
    if not above:
        return codes
    return tuple(code for code in codes if any(code.startswith(whole) for whole in above))


def is_place(name: str, here: int, word: str, codes: tuple[str, ...], region: str) -> bool:
    """Tell whether the word that begins at *here* is a place, and not part of another word or an everyday one."""
    end = here + len(word)
    if cuts_a_word(name, here, end) and not _goes_on(name, end, codes):
        return False
    if by_code()[codes[0]].name == word and len(word) > 2:
        return True
    if (organ := len(organ_words(nicknames=True).longest(name, here))) >= len(word):
        return organ == len(word) and region in codes
    if related(codes, region):
        return True
    rest = name[end:]
    far = bool(region) and all(code[:2] != region[:2] for code in codes)
    if word in gazetteer.everyday() and (far or len(codes[0]) >= COUNTY):
        return not rest or bool(organ_words(nicknames=True).longest(rest, 0)) or not without_tail(f"。{rest}")[0][1:]
    return not (far and len(codes[0]) >= COUNTY and rest)


def cuts_a_word(name: str, here: int, end: int) -> bool:
    """Tell whether a word begins between *start* and *end* and ends behind it."""
    guards = gazetteer.guards()
    return any(start + len(word) > end for start in range(here, end) if (word := guards.longest(name, start)))


def _goes_on(name: str, end: int, codes: tuple[str, ...]) -> bool:
    """Tell whether a part of the place follows, as 容县 in 玉林市容县, which is no 市容."""
    inner = (gazetteer.upper(), *(gazetteer.towns(code) for code in codes if len(code) == COUNTY))
    return any(inside(known.codes[word], codes) for known in inner for word in known.words.at(name, end))


def related(codes: tuple[str, ...], region: str) -> bool:
    """Tell whether one of the codes lies on the line of the region."""
    return bool(region) and any(on_one_line(code, region) for code in codes)


def on_one_line(one: str, other: str) -> bool:
    """Tell whether one code lies inside the other."""
    return one.startswith(other) or other.startswith(one)


def nearest(codes: tuple[str, ...], region: str) -> tuple[str, ...]:
    """Return the codes on the line of the region, or all of them; of a whole and its part of one name, the whole."""
    if region:
        codes = tuple(code for code in codes if on_one_line(code, region)) or codes
    if len(codes) > 1:
        exact = [code for code in codes if code == region]
        top = tuple(c for c in codes if not any(c != other and c.startswith(other) for other in codes))
        return tuple(exact) or top
    return codes
