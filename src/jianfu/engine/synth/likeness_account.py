"""Accounts of made-up look-alikes, each another thing: units with one account, with several, and on several platforms.

These are the hard negatives: a unit's further accounts on one platform, its namesakes on others, and units of the same
name elsewhere.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth import likeness_word as word
from jianfu.engine.synth.cell import Numbers, joined, taken
from jianfu.engine.synth.likeness_place import CITY
from jianfu.engine.synth.likeness_unit import Units

PLATFORMS = ("微信", "抖音", "新浪微博", "微信视频号", "今日头条", "快手", "小红书")
PLATFORM_SHARES = (0.62, 0.14, 0.09, 0.08, 0.03, 0.03, 0.01)
SECOND, THIRD = 0.32, 0.08
"""Share of units on a second and on a third platform."""
SEVERAL, SEVERAL_COUNTS = 0.08, (0.7, 0.2, 0.1)
"""Share of units with further accounts on their first platform, and how many: 1, 2 or 3."""
SAME_NAME = 0.75
"""Share of further accounts that build on the name of the first."""
PATTERN_SHARES = (0.42, 0.2, 0.16, 0.14, 0.08)
"""Three account patterns of the department, its short name, its full name."""
FORM_SHARES = (0.74, 0.12, 0.1, 0.04)
"""Place in an account's name: short, own, after the place above, after the province."""
SHORT, FULL = 3, 4
OFFICIAL_FORM = 4
SUB_WORDS = tuple(name[:4] for name in word.SUBORDINATES)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts by unit, platform, pattern (0-4, of which 3 with a *variant* short name), place form, ending (-1: none).

    *names* as first registered.
    """

    units: Numbers
    platforms: Numbers
    patterns: Numbers
    variants: Numbers
    forms: Numbers
    endings: Numbers
    names: pa.Array

    def __len__(self) -> int:
        return len(self.units)

    def take(self, places: Numbers) -> "Accounts":
        """Return the accounts at those places."""
        return Accounts(
            units=self.units[places],
            platforms=self.platforms[places],
            patterns=self.patterns[places],
            variants=self.variants[places],
            forms=self.forms[places],
            endings=self.endings[places],
            names=self.names.take(pa.array(places)),
        )


def made(units: Units, random: np.random.Generator) -> Accounts:
    """Return every unit's accounts: on one platform one without an ending, and no two of one name."""
    n = len(units)
    first = _drawn(n, PLATFORM_SHARES, random)
    owners, platforms, endings = [np.arange(n)], [first], [np.full(n, -1)]
    for share in (SECOND, THIRD):
        owners.append(np.flatnonzero(random.random(n) < share))
        platforms.append(_drawn(len(owners[-1]), PLATFORM_SHARES, random))
        endings.append(np.full(len(owners[-1]), -1))
    several = np.flatnonzero(random.random(n) < SEVERAL)
    counts = _drawn(len(several), SEVERAL_COUNTS, random) + 1
    owners.append(np.repeat(several, counts))
    platforms.append(first[owners[-1]])
    endings.append(random.integers(0, len(word.SIBLINGS), counts.sum()))
    return _named(units, np.concatenate(owners), np.concatenate(platforms), np.concatenate(endings), random)


def _named(
    units: Units, owners: Numbers, platforms: Numbers, endings: Numbers, random: np.random.Generator
) -> Accounts:
    n = len(owners)
    patterns, variants = _drawn(n, PATTERN_SHARES, random), random.integers(0, 2, n)
    forms = _drawn(n, FORM_SHARES, random)
    alike = random.random(n) < SAME_NAME
    for column in (patterns, variants, forms):
        column[:] = np.where(alike, column[owners], column)
    forms[patterns == FULL] = OFFICIAL_FORM
    names = ended_names(units, owners, patterns, variants, forms, endings)
    drawn = Accounts(owners, platforms, patterns, variants, forms, endings, names)
    first = _firsts(owners, platforms, pa.array(endings)) & _firsts(owners, platforms, names)
    return drawn.take(np.flatnonzero(first))


def _firsts(owners: Numbers, platforms: Numbers, alike: pa.Array) -> Numbers:
    """Tell which rows are the first of their unit, platform and text."""
    n = len(owners)
    keys = pa.table({"unit": owners, "platform": platforms, "alike": alike, "row": np.arange(n)})
    kept = keys.group_by(["unit", "platform", "alike"], use_threads=False).aggregate([("row", "min")])
    found = np.zeros(n, bool)
    found[kept["row_min"].to_numpy()] = True
    return found


def ended_names(
    units: Units, owners: Numbers, patterns: Numbers, variants: Numbers, forms: Numbers, endings: Numbers
) -> pa.Array:
    """Return names in those patterns; place form -1 leaves the place out."""
    table = [part for kind in range(len(units.departments)) for city in (0, 1) for part in _parts(units, kind, city)]
    spots = units.gazetteer.spots
    places, kinds, subs = (np.array(column)[owners] for column in (units.places, units.kinds, units.subs))
    city = np.array([spot.level == CITY for spot in spots])[places].astype(np.int64)
    row = (kinds * 2 + city) * 6 + np.where(patterns == SHORT, SHORT + variants, patterns + (patterns == FULL))
    texts = [text for spot in spots for text in (*spot.forms(), "")]
    place = taken(texts, places * 6 + np.where(forms < 0, 5, forms))
    sub = pc.fill_null(taken(SUB_WORDS, subs), "")
    before, after = taken([before for before, _ in table], row), taken([after for _, after in table], row)
    return joined(before, place, after, sub, pc.fill_null(taken(word.SIBLINGS, endings), ""))


def _parts(units: Units, kind: int, city: int) -> list[tuple[str, str]]:
    """Return what stands before and after the place in the three patterns, two short names and the full name."""
    found = units.departments[kind]
    full = found.full[1 if city else 2]
    whole = full if "{}" in full else "{}" + full
    patterns = [tuple(pattern.split("-")) for pattern in found.accounts]
    shorts = [("", found.shorts[0]), ("", found.shorts[-1])]
    return [(before, after) for before, after in (*patterns, *shorts, tuple(whole.split("{}")))]


def _drawn(n: int, shares: tuple[float, ...], random: np.random.Generator) -> Numbers:
    edges = np.cumsum(shares)
    places = np.searchsorted(edges, random.random(n) * edges[-1], side="right")
    return np.asarray(np.minimum(places, len(shares) - 1))
