"""The catalogue of service functions, and which app offers which.

Functions of a line lie on a grid of verbs by objects (q of them, q prime). A plain app takes a straight line across
the grid, so that any two plain apps have at most one function in common: no overlap arises by accident.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from jianfu.engine.synth.cell import Counts, Flags, Numbers, Texts, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.lines import LINES, QUALIFIERS, VERBS
from jianfu.engine.synth.sheet import Sheet
from jianfu.engine.synth.units import rank_within

OBJECTS = 61
FEWEST, MOST = 4, 7
PLAIN, SAME, NEAR, FAR = range(4)
"""PLAIN: an app of its own. SAME: all functions of its mate. NEAR: all but one, another for it. FAR: one of them."""

PART_SHARES = (92.0, 2.5, 3.5, 2.0)
NO_FUNCTIONS = 0.04


@dataclass(slots=True)
class Catalogue:
    """What was given out so far: apps of each line, over all provinces."""

    given: Numbers = field(default_factory=lambda: np.zeros(len(LINES), np.int64))


@dataclass(frozen=True, slots=True)
class Offers:
    """Functions of apps: ``rows`` places of apps and ``codes`` places in the catalogue, row by row."""

    parts: Numbers
    mates: Numbers
    absent: Numbers
    rows: Numbers
    codes: Numbers
    first_names: pa.Array


def offers(using: Catalogue, wanted: Numbers, draw: Draw) -> Offers:
    """Give each app its functions, of its sponsor's line where that has room, and plant overlapping partners."""
    n = len(wanted)
    parts = draw.pick(n, PART_SHARES)
    parts[: n // 4] = PLAIN
    mates = np.where(parts == PLAIN, -1, draw.places(n, max(n // 4, 1)))
    lines, ranks = _placed(using, np.where(wanted < len(LINES), wanted, np.arange(n) % len(LINES)))
    slope, start = np.divmod(ranks, OBJECTS)
    sizes = draw.between(FEWEST, MOST, n)
    sizes = np.where(parts == PLAIN, sizes, sizes[np.maximum(mates, 0)])
    rows, verb = np.repeat(np.arange(n), sizes), _within(sizes)
    own = _code(lines, slope, start, rows, verb)
    mate = np.maximum(mates, 0)[rows]
    theirs = _code(lines, slope, start, mate, verb)
    part = parts[rows]
    taken_over = (part == SAME) | ((part == NEAR) & (verb > 0)) | ((part == FAR) & (verb == 1))
    codes = np.where(taken_over, theirs, own)
    absent = draw.chance(n, NO_FUNCTIONS) & (parts == PLAIN)
    kept = ~absent[rows]
    first = codes[np.searchsorted(rows, np.arange(n))]
    return Offers(parts, mates, absent, rows[kept], codes[kept], taken(NAMES, first))


def _placed(using: Catalogue, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return each app's line and its rank there; where a line is full, the next one with room takes it."""
    lines = wanted.copy()
    room = OBJECTS * OBJECTS
    for _ in range(len(LINES)):
        ranks = using.given[lines] + rank_within(lines)
        full = ranks >= room
        if not full.any():
            break
        lines = np.where(full, (lines + 1) % len(LINES), lines)
    using.given += np.bincount(lines, minlength=len(LINES))
    return lines, ranks % room


def _within(sizes: Numbers) -> Numbers:
    """Return 0, 1, 2 … within each run of the given sizes."""
    ends = np.cumsum(sizes)
    return np.asarray(np.arange(ends[-1]) - np.repeat(ends - sizes, sizes))


def _code(lines: Numbers, slope: Numbers, start: Numbers, rows: Numbers, verb: Numbers) -> Numbers:
    return np.asarray((lines[rows] * len(VERBS) + verb) * OBJECTS + (start[rows] + slope[rows] * verb) % OBJECTS)


def _catalogue() -> tuple[list[str], list[str]]:
    """Return the names and codes of all functions, in the order of their places."""
    names, codes = [], []
    for number, line in enumerate(LINES):
        for place, verb in enumerate(VERBS):
            for thing in range(OBJECTS):
                names.append(QUALIFIERS[thing // len(line.objects)] + line.objects[thing % len(line.objects)] + verb)
                codes.append(f"GN{number:02d}{place}{thing:02d}")
    return names, codes


NAMES, CODES = _catalogue()


def sheet(made: Offers, ids: pa.Array, regions: pa.Array, draw: Draw) -> Sheet:
    """Return the functions table."""
    n = len(made.rows)
    uses = np.where(draw.chance(n, 0.9), draw.skewed(n, 300.0, 1.6), 0)
    at = pa.array(made.rows)
    return Sheet(
        "functions",
        {
            "asset_id": Texts(ids.take(at)),
            "function_code": Texts(taken(CODES, made.codes)),
            "function_name": Texts(taken(NAMES, made.codes)),
            "region_code": Texts(regions.take(at)),
            "monthly_uses": Counts(np.where(draw.chance(n, 0.06), -1, uses)),
            "statutory": Flags(draw.chance(n, 0.15).astype(np.int64)),
        },
    )
