"""Names of units brought into one order before they are taken apart: committees of the party, of villages, of 政协.

*Source:* common forms of names of party and village organs (our own knowledge): 中共某县委组织部 is 某县组织部 or
某县委组织部, 某村村民委员会 is 某村村委会 or 某村.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from jianfu.engine.names import division
from jianfu.engine.names.division import Division, Kind, Level
from jianfu.engine.names.fold import fold_bare
from jianfu.engine.names.organ import organ
from jianfu.engine.names.placed import placed
from jianfu.engine.names.reading import slip_key
from jianfu.engine.names.tail import without_tail

_LEVEL = "省市州盟县区旗镇乡"
_STEPS = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        ("中国人民政治协商会议", "政协"),
        ("中国共产党", "中共"),
        ("中国共产主义青年团", "共青团"),
        (f"^(政协|共青团)(.{{1,14}}[{_LEVEL}])(?:委员会|委)$", r"\2\1"),
        (f"^中共(.{{1,14}}[{_LEVEL}])(?:委员会|委)(?=.)", r"\1"),
        (f"^中共(.{{1,14}}[{_LEVEL}])(?=纪律|直属)", r"\1"),
        (f"(?<=[{_LEVEL}])委(?!员)(?=.{{2}})", ""),
        ("^中共", ""),
        ("(?:村民|居民)委员会|(?<=村)村委会?|(?<=社区)居委会?|居委会|村委会", ""),
    )
)


_MARKS = frozenset("委国共团协")
"""A name without any of these characters holds no committee."""

_PLAIN_ENDING = re.compile(
    r"(?:官方(?:平台|账号|帐号|号|微信|微博|抖音|公众号)?|政务号|官微|官号|公众号|(?<=.{3})[v微])$"
)
_LEAST = 2
"""What is left of a name has at least so many characters, or the place stays in it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: place in short, ending, what is left, how that sounds; *bare* is the whole less 官方."""

    place: str
    tail: str
    core: str
    sound: str
    bare: str


def in_order(name: str) -> str:
    """Return the folded name with such committees in one form; any other name only folded."""
    folded = text = fold_bare(name)
    if _MARKS.isdisjoint(text):
        return text
    for pattern, meant in _STEPS:
        text = pattern.sub(meant, text)
    return text or folded


def parts(name: str, region: str = "") -> Parts:
    """Return the parts of an account's or a unit's name; *region* (empty: not known) is where it comes from.

    Places on the region's line are taken out wherever they stand, others where ``placed`` finds them.
    """
    text = in_order(name)
    whole = _PLAIN_ENDING.sub("", text) or text
    bare, tail = without_tail(whole)
    rest, nearest = _without_line(bare, region)
    place = nearest.short if nearest else ""
    # A register that gives only the county may well name the town.
    if nearest is None or nearest.level is not Level.TOWN:
        found = placed(rest, region)
        rest, place = found.rest, found.place or place
    core, sound = _core(rest)
    return Parts(place, tail, core, sound, whole)


@lru_cache(maxsize=200_000)
def _core(rest: str) -> tuple[str, str]:
    """Return organs in short and what is left over, and how that sounds.

    Slips stay as they are written: that two names differ by one is for the comparison to weigh.
    """
    core = organ(rest, slips=False).core
    return core, slip_key(core)


def _without_line(text: str, region: str) -> tuple[str, Division | None]:
    """Return the text without the places of the region's line, and the nearest of those that were in it."""
    nearest = None
    for place in _line(region):
        word = place.name if place.name in text else place.short
        if word in text and len(text) - len(word) >= _LEAST:
            text = text.replace(word, "", 1)
            nearest = nearest or place
    return text, nearest


@lru_cache(maxsize=100_000)
def _line(region: str) -> tuple[Division, ...]:
    """Return the divisions a code lies in, nearest first."""
    here = division.find(region) if region else None
    if here is None:
        return ()
    return tuple(place for place in (here, *division.ancestors(here.code)) if place.kind is not Kind.PLACEHOLDER)
