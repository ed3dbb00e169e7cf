"""Which made-up entries are one thing, or alike: the truth about pairs, and a few judgements already given."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jianfu.engine.schema import words
from jianfu.engine.synth import account, entry, group
from jianfu.engine.synth.account import Accounts
from jianfu.engine.synth.cell import Moments, Numbers, Texts, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.group import Groups
from jianfu.engine.synth.sheet import Sheet

SAME_THING, SAME_PLATFORM, SAME_AUDIENCE, REBOUND = range(4)
KINDS = ("same_thing", "same_unit_platform", "same_audience", "rebound")
"""Kinds of ``design.md`` section 6. Re-registered and doubly declared accounts are the same thing."""

JUDGED = 0.05
SCHEMA = pa.schema([("left_id", pa.string()), ("right_id", pa.string()), ("kind", pa.string())])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of entries of one category by place, the earlier one left."""

    ids: pa.Array
    left: Numbers
    right: Numbers
    kinds: Numbers

    def table(self) -> pa.Table:
        """Return left_id, right_id, kind."""
        columns = [self.ids.take(pa.array(self.left)), self.ids.take(pa.array(self.right)), taken(KINDS, self.kinds)]
        return pa.Table.from_arrays(columns, schema=SCHEMA)


def of_accounts(made: Accounts) -> Pairs:
    """Return the planted pairs of accounts."""
    right = np.flatnonzero(made.mates >= 0)
    kinds = np.where(made.roles[right] == account.DOUBLE, SAME_PLATFORM, SAME_THING)
    return Pairs(made.entry.ids, made.mates[right], right, kinds)


def of_groups(made: Groups) -> Pairs:
    """Return the planted pairs of groups."""
    right = np.flatnonzero(made.mates >= 0)
    kinds = np.where(made.parts[right] == group.TWIN, SAME_AUDIENCE, REBOUND)
    return Pairs(made.entry.ids, made.mates[right], right, kinds)


def judgements(pairs: Pairs, today: int, draw: Draw) -> Sheet:
    """Return the judgements already given on a few pairs; all are right, some are unsure."""
    rows = np.flatnonzero(draw.chance(len(pairs.left), JUDGED))
    same = pairs.kinds[rows] == SAME_THING
    verdict = np.where(draw.chance(len(rows), 0.1), 2, np.where(same, 0, 1))
    return Sheet(
        "judgements",
        {
            "left_id": Texts(pairs.ids.take(pa.array(pairs.left[rows]))),
            "right_id": Texts(pairs.ids.take(pa.array(pairs.right[rows]))),
            "verdict": entry.of_set(verdict, words.VERDICTS),
            "by": Texts(taken(("市级牵头联络员", "县级牵头联络员"), draw.places(len(rows), 2))),
            "at": Moments((today - draw.between(1, 60, len(rows))) * 1440 + draw.between(540, 1050, len(rows))),
        },
    )
