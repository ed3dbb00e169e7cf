"""The assets rows of made-up groups."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.schema import words
from jianfu.engine.synth import entry
from jianfu.engine.synth.cell import (
    MISSING,
    STATED_NONE,
    Amounts,
    Cells,
    Counts,
    Days,
    Flags,
    Numbers,
    Texts,
    Words,
    blanked,
    joined,
    stated_none,
    taken,
)
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.group import BLANK, GIVEN, MERGED, NONE, PLATFORMS, SUB_KINDS, Groups
from jianfu.engine.synth.matter import MATTERS
from jianfu.engine.synth.units import Units

CHECKIN, NO_FEATURES, UNTOLD = range(3)


def cells(made: Groups, units: Units, draw: Draw, *, messy: bool) -> dict[str, Cells]:
    """Return the cells of the assets table."""
    n = len(made)
    known = made.entry
    digits = pc.utf8_slice_codeunits(known.ids, 2)
    platform = np.where(made.no_platform, MISSING, made.platforms)
    return entry.common_cells(known, units, draw, category=2, messy=messy) | {
        "sub_kind": Texts(taken(SUB_KINDS, made.sub_kinds)),
        "platform": Words(platform, [name for name, _ in PLATFORMS], [(name, *ways) for name, ways in PLATFORMS]),
        "platform_id": Texts(blanked(joined("g", digits), draw.chance(n, 0.5))),
        "audience": entry.of_set(np.where(made.directions == 3, 0, draw.pick(n, (0, 0, 55, 45))), words.AUDIENCES),
        "purpose": Texts(joined(taken(MATTERS, made.matters), "沟通")),
        "members": Counts(made.members),
        "msgs_per_day": Amounts(np.where(made.no_messages, np.nan, made.messages)),
        "filing_no": Texts(_statement(joined("群备", digits), made.filing)),
        "features": Words(
            np.where(made.checkin == UNTOLD, MISSING, made.checkin),
            ("checkin", "none"),
            (("打卡签到", "打卡"), ("无",)),
        ),
        "direction": entry.of_set(made.directions, words.DIRECTIONS),
        "matter": Texts(blanked(taken(MATTERS, made.matters), made.no_matter)),
        "temporary": Flags(np.where(made.no_temporary, MISSING, made.temporary)),
        "expected_end_on": Days(_days(made.end, made.end_on), may_be_none=True),
        "matter_closed_on": Days(_days(made.done, made.done_on), may_be_none=True),
        "approval_no": Texts(_statement(joined("群批", digits), made.approval)),
        "merged_from": Texts(_statement(_sources(made), made.merger)),
    }


def _statement(values: pa.Array, said: Numbers) -> pa.Array:
    """Return the value where given, 无 where stated, an empty cell where left blank."""
    return blanked(stated_none(values, said == NONE), said == BLANK)


def _days(said: Numbers, days: Numbers) -> Numbers:
    return np.where(said == GIVEN, days, np.where(said == NONE, STATED_NONE, MISSING))


def _sources(made: Groups) -> pa.Array:
    """Return the two entries after each merged group, which are the ones it was made from; null for the others."""
    n = len(made)
    heads = np.arange(n)
    after = [pa.array(np.minimum(heads + step, n - 1)) for step in (1, 2)]
    several = joined(made.entry.ids.take(after[0]), ";", made.entry.ids.take(after[1]))
    return blanked(several, made.parts != MERGED)
