"""Names of made-up accounts, from the sponsor's line and place."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth.cell import Numbers, joined, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.lines import GENERAL_ACCOUNTS, LINES, TOWN_ACCOUNTS, VILLAGE_ACCOUNTS
from jianfu.engine.synth.places import TOWN, VILLAGE
from jianfu.engine.synth.units import GENERAL_LINE, INNER_OFFICE, INSTITUTION, Units

PATTERNS = [pattern for line in LINES for pattern in line.accounts]
GENERAL_PATTERN = len(PATTERNS)
TOWN_PATTERN = GENERAL_PATTERN + 3
VILLAGE_PATTERN = TOWN_PATTERN + 3
OWN_PATTERN = VILLAGE_PATTERN + 3
ALL_PATTERNS = [*PATTERNS, *GENERAL_ACCOUNTS, *TOWN_ACCOUNTS, *VILLAGE_ACCOUNTS, "-"]
DOUBLE_ENDINGS = ("微讯", "服务号", "视点", "政策通", "便民")
RENAMED_ENDINGS = ("发布", "官方", "在线", "融媒", "新")


def names(*, units: Units, sponsors: Numbers, roles: Numbers, mates: Numbers, draw: Draw) -> pa.Array:
    """Return names such as 健康清江浦; a double has a name of its own, one registered again a variant, a copy the same.

    *roles*: 0 an account of its own, 1 a double, 2 registered again, 3 declared by another unit; *mates* the first.
    """
    n = len(sponsors)
    way = draw.places(len(units), 3)[sponsors]
    pattern = _pattern(units, sponsors, way)
    own = pattern == OWN_PATTERN
    spots = pc.if_else(pa.array(own), units.shorts.take(pa.array(sponsors)), units.spots.take(pa.array(sponsors)))
    before = taken([p.partition("-")[0] for p in ALL_PATTERNS], pattern)
    after = taken([p.partition("-")[2] for p in ALL_PATTERNS], pattern)
    plain = joined(before, spots, after)
    ending = draw.places(n, 5)
    doubled = joined(plain, taken(DOUBLE_ENDINGS, ending))
    first = plain.take(pa.array(np.where(mates < 0, np.arange(n), mates)))
    renamed = joined(first, taken(RENAMED_ENDINGS, ending))
    return pc.choose(pa.array(roles.astype(np.int64)), plain, doubled, renamed, first)


def _pattern(units: Units, sponsors: Numbers, way: Numbers) -> Numbers:
    line, level, kind = units.lines[sponsors], units.levels[sponsors], units.types[sponsors]
    pattern = np.where(line == GENERAL_LINE, GENERAL_PATTERN + way, line * 3 + way)
    pattern = np.where((level == TOWN) & (line == GENERAL_LINE), TOWN_PATTERN + way, pattern)
    pattern = np.where(level == VILLAGE, VILLAGE_PATTERN + way, pattern)
    office = np.isin(kind, (INNER_OFFICE, INSTITUTION))
    return np.where(office, OWN_PATTERN, pattern)
