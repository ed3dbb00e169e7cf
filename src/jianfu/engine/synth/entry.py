"""What accounts, apps and groups have in common: sponsor, life, activity, declaration, and what was removed."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.schema import words
from jianfu.engine.schema.column import Word
from jianfu.engine.synth.activity import SOURCES, Activity, declared
from jianfu.engine.synth.cell import MISSING, Cells, Days, Numbers, Texts, Words, blanked, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.units import Units

ACTIVE, SUSPENDED, CLOSED = range(3)
DECLARED_SOURCES = ("自报", "报送系统导入", "巡查发现", "群众举报", "平台接口")
SPONSOR_BY_NAME = 0.04
"""Share of entries that name their unit instead of giving its number, where the tables are messy."""


@dataclass(frozen=True, slots=True)
class Life:
    """State and closing day as they are; ``untold``: both cells left empty, ``by_day``: only the day tells."""

    state: Numbers
    closed_on: Numbers
    untold: Numbers
    by_day: Numbers

    @property
    def alive(self) -> Numbers:
        """Tell which entries are not closed."""
        return np.asarray(self.state != CLOSED)

    @property
    def stands(self) -> Numbers:
        """Tell which entries are not stated closed: what is told of nowhere counts as standing."""
        return self.alive | self.untold


def life(*, draw: Draw, seen: Activity, today: int, shares: tuple[float, float, float]) -> Life:
    """Return the life of entries: active, suspended or closed in those shares, closed soon after the last activity."""
    n = len(seen.kind)
    state = draw.pick(n, shares)
    ended = np.where(seen.never, seen.opened, seen.last) + draw.between(0, 40, n)
    closed_on = np.where(state == CLOSED, np.clip(ended, seen.opened, today - 1), MISSING)
    untold = draw.chance(n, 0.012)
    return Life(state, closed_on, untold, draw.chance(n, 0.1) & (state == CLOSED) & ~untold)


@dataclass(frozen=True, slots=True)
class Entry:
    """The common columns of one category's entries."""

    ids: pa.Array
    names: pa.Array
    sponsors: Numbers
    seen: Activity
    life: Life
    no_opening: Numbers
    declared_on: Numbers

    def __len__(self) -> int:
        return len(self.sponsors)


def numbered(prefix: str, province: str, n: int) -> pa.Array:
    """Return register numbers such as MT32-0000001."""
    digits = pc.utf8_lpad(pa.array(np.arange(1, n + 1)).cast(pa.string()), 7, "0")
    return pc.binary_join_element_wise(f"{prefix}{province}-", digits, "")


def declaration_days(draw: Draw, seen: Activity, today: int) -> Numbers:
    """Return the days the entries were declared: for most in last year's campaign, for some later."""
    n = len(seen.opened)
    campaign = np.maximum(seen.opened, today - 400) + draw.between(0, 60, n)
    later = np.maximum(seen.opened, today - 120) + draw.between(0, 90, n)
    return np.minimum(np.where(draw.chance(n, 0.85), campaign, later), today - 1)


def of_set(places: Numbers, closed_set: tuple[Word, ...]) -> Words:
    """Return cells of a closed set of the schema, with every spelling it knows."""
    return Words(places, tuple(w.code for w in closed_set), tuple((w.zh, *w.variants) for w in closed_set))


def common_cells(entry: Entry, units: Units, draw: Draw, *, category: int, messy: bool) -> dict[str, Cells]:
    """Return the cells every category has."""
    n = len(entry)
    lag = draw.between(20, 200, n)
    says = declared(entry.seen, lag)
    by_name = draw.chance(n, SPONSOR_BY_NAME if messy else 0.0) & _unique(units)[entry.sponsors]
    at = pa.array(entry.sponsors)
    life_ = entry.life
    return {
        "asset_id": Texts(entry.ids),
        "category": of_set(np.full(n, category), words.CATEGORIES),
        "name": Texts(entry.names),
        "sponsor_unit_id": Texts(blanked(units.ids.take(at), by_name)),
        "sponsor_unit": Texts(units.names.take(at)),
        "opened_on": Days(np.where(entry.no_opening, MISSING, entry.seen.opened)),
        "closed_on": Days(np.where(life_.untold, MISSING, life_.closed_on)),
        "state": of_set(np.where(life_.untold | life_.by_day, MISSING, life_.state), words.STATES),
        "declared_on": Days(entry.declared_on),
        "declared_source": Texts(taken(DECLARED_SOURCES, draw.pick(n, (60, 20, 10, 3, 7)))),
        "last_activity_on": Days(says.last, may_be_none=True),
        "observed_on": Days(says.looked),
        "activity_source": Texts(taken([name for name, _ in SOURCES], says.source)),
    }


def _unique(units: Units) -> Numbers:
    """Tell which units bear a name that no other bears: only these may be named without their number."""
    encoded = units.names.dictionary_encode().indices.to_numpy()
    return np.asarray(np.bincount(encoded)[encoded] == 1)
