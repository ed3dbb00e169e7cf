"""Rows that must be rejected: extra entries with one fault each, and what is wrong with them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jianfu.engine.schema import words
from jianfu.engine.synth import entry
from jianfu.engine.synth.cell import MISSING, Amounts, Cells, Days, Numbers, Texts, joined, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.observation import measure_sheet
from jianfu.engine.synth.sheet import Sheet
from jianfu.engine.synth.units import Units

FAULTS = (
    ("orphan_sponsor", "sponsor_unit_id"),
    ("opened_after_the_day_judged", "opened_on"),
    ("opened_before_2000", "opened_on"),
    ("closed_before_opened", "closed_on"),
    ("unknown_category", "category"),
    ("no_name", "name"),
    ("negative_figure", "msgs_per_day"),
    ("no_sponsor", "sponsor_unit_id"),
    ("same_number_twice", "asset_id"),
    ("same_number_twice", "asset_id"),
)
ORPHAN, FUTURE, ANCIENT, CLOSED_FIRST, NO_CATEGORY, NO_NAME, NEGATIVE, NO_SPONSOR, TWICE, TWICE_AGAIN = range(
    len(FAULTS)
)
ONE_IN = 4000
SCHEMA = pa.schema([("table", pa.string()), ("row_id", pa.string()), ("column", pa.string()), ("fault", pa.string())])


@dataclass(frozen=True, slots=True)
class Faults:
    """Faulty rows of the assets and measures tables, and the list of them."""

    sheets: list[Sheet]
    listed: pa.Table


def faults(*, units: Units, entries: int, today: int, draw: Draw, province: str) -> Faults:
    """Return a round of every fault for each four thousand entries, at least one; no other row refers to them."""
    rounds = max(entries // ONE_IN, 1)
    fault = np.tile(np.arange(len(FAULTS)), rounds)
    number = np.arange(len(fault))
    number[fault == TWICE_AGAIN] -= 1
    ids = joined(f"GT{province}-", pa.array(number + 1).cast(pa.string()))
    opened = np.select([fault == FUTURE, fault == ANCIENT], [today + 30, today - 11_000], today - 500)
    assets = Sheet("assets", _cells(ids, fault, opened, units, draw, today))
    orphans = joined(f"WZ{province}-", pa.array(np.arange(rounds)).cast(pa.string()))
    values, days = taken(("0",), np.zeros(rounds, np.int64)), np.full(rounds, today - 5)
    measures = measure_sheet(orphans, "grave_errors", values, np.zeros(rounds, np.int64), days)
    return Faults([assets, measures], pa.concat_tables([_listed("assets", ids, fault), _orphans(orphans)]))


def _cells(ids: pa.Array, fault: Numbers, opened: Numbers, units: Units, draw: Draw, today: int) -> dict[str, Cells]:
    n = len(fault)
    sponsors = units.ids.take(pa.array(draw.places(n, len(units)), mask=np.isin(fault, (NO_SPONSOR, ORPHAN))))
    name = taken(("某某政务号", "某某工作号"), np.where(fault == NO_NAME, MISSING, draw.places(n, 2)))
    category = taken(("new_media", "小卖部"), (fault == NO_CATEGORY).astype(int))
    spelled = entry.of_set(np.zeros(n, np.int64), words.CATEGORIES)
    return {
        "asset_id": Texts(ids),
        "category": Mixed(category, spelled.shown(None)),
        "name": Texts(name),
        "sponsor_unit_id": Texts(_or(sponsors, "U999999999", fault == ORPHAN)),
        "opened_on": Days(opened),
        "closed_on": Days(np.where(fault == CLOSED_FIRST, opened - 30, MISSING)),
        "state": entry.of_set(np.where(fault == CLOSED_FIRST, 2, 0), words.STATES),
        "msgs_per_day": Amounts(np.where(fault == NEGATIVE, -5.0, np.nan)),
        "declared_on": Days(np.full(n, today - 20)),
    }


@dataclass(frozen=True, slots=True)
class Mixed:
    """Categories, one of which is no category."""

    codes: pa.Array
    zh: pa.Array

    def typed(self) -> pa.Array:
        """Return the codes."""
        return self.codes

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the words, and the wrong one as it is."""
        wrong = np.array([code == "小卖部" for code in self.codes.to_pylist()])
        return _or(self.zh, "小卖部", wrong)


def _or(values: pa.Array, other: str, mask: Numbers) -> pa.Array:
    return pa.array(
        [other if wrong else value for value, wrong in zip(values.to_pylist(), mask, strict=True)], pa.string()
    )


def _listed(table: str, ids: pa.Array, fault: Numbers) -> pa.Table:
    columns = [
        taken((table,), np.zeros(len(fault), np.int64)),
        ids,
        taken([column for _, column in FAULTS], fault),
        taken([name for name, _ in FAULTS], fault),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _orphans(ids: pa.Array) -> pa.Table:
    constant = [taken((word,), np.zeros(len(ids), np.int64)) for word in ("measures", "asset_id", "orphan_entry")]
    return pa.Table.from_arrays([constant[0], ids, constant[1], constant[2]], schema=SCHEMA)
