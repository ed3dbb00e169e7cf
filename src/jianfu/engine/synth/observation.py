"""Observed measures: what inspectors, interfaces and surveys saw, as columns of the truth and rows of the table."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jianfu.engine.schema.measures import BY_CODE
from jianfu.engine.synth.activity import SOURCES, Activity, observed
from jianfu.engine.synth.cell import Days, Numbers, Texts, Words, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.kleene import known
from jianfu.engine.synth.sheet import Sheet

NOT_LOOKED_AT = 0.03


@dataclass(frozen=True, slots=True)
class Observed:
    """One measure: ``bad`` where it breaks the rule, ``missing`` where no row says anything; ``texts`` the values."""

    code: str
    bad: Numbers
    missing: Numbers
    texts: pa.Array
    source: Numbers
    looked: Numbers

    @property
    def breach(self) -> Numbers:
        """Tell whether the rule is broken: yes, no or open."""
        return known(self.bad, self.missing)


@dataclass(frozen=True, slots=True)
class Look:
    """How one measure is drawn: share of bad entries, the value of a good and of a bad one (a count where digits)."""

    code: str
    bad_share: float
    good: str
    bad: str
    source: int


def look_at(look: Look, *, draw: Draw, seen: Activity) -> Observed:
    """Draw one measure for all entries, observed within a month of the look at their activity."""
    n = len(seen.looked)
    bad = draw.chance(n, look.bad_share)
    missing = draw.chance(n, NOT_LOOKED_AT)
    worst = int(look.bad) if look.bad.isdigit() else 1
    values = [look.good, *(str(worst + more) if look.bad.isdigit() else look.bad for more in range(3))]
    texts = taken(values, np.where(bad, 1 + draw.places(n, 3), 0))
    looked = np.maximum(seen.looked - draw.between(0, 30, n), seen.opened)
    return Observed(look.code, bad, missing, texts, np.full(n, look.source), looked)


@dataclass(frozen=True, slots=True)
class Values:
    """Cells of the value column, whatever the measure's kind."""

    texts: pa.Array

    def typed(self) -> pa.Array:
        """Return the values as codes."""
        return self.texts

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the values in Chinese: 是, 否, 无."""
        encoded = self.texts.dictionary_encode()
        words = [IN_CHINESE.get(value, value) for value in encoded.dictionary.to_pylist()]
        return pa.array(words, pa.string()).take(encoded.indices)


IN_CHINESE = {"true": "是", "false": "否", "none": "无"}


def measure_sheets(ids: pa.Array, seen: Activity, looks: list[Observed]) -> Iterator[Sheet]:
    """Give the rows of the measures table, one measure at a time."""
    rows = observed(seen)
    days = Days(rows.last, may_be_none=True).typed()
    yield measure_sheet(ids.take(pa.array(rows.rows)), "last_activity_on", days, rows.source, rows.looked)
    for look in looks:
        kept = np.flatnonzero(~look.missing)
        at = pa.array(kept)
        yield measure_sheet(ids.take(at), look.code, look.texts.take(at), look.source[kept], look.looked[kept])


def measure_sheet(ids: pa.Array, code: str, values: pa.Array, source: Numbers, looked: Numbers) -> Sheet:
    """Return rows of the measures table for one measure."""
    return Sheet(
        "measures",
        {
            "asset_id": Texts(ids),
            "measure": Words(np.zeros(len(ids), np.int64), (code,), ((BY_CODE[code].zh,),)),
            "value": Values(values),
            "observed_on": Days(looked),
            "source": Texts(taken([name for name, _ in SOURCES], source)),
        },
    )
