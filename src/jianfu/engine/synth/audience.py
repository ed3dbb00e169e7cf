"""Whom made-up groups address: units below, above or beside the sponsor."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jianfu.engine.synth.cell import Counts, Numbers, Texts
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.group import DOWN, LATERAL, LAYERED, TWIN, UP, Groups
from jianfu.engine.synth.sheet import Sheet
from jianfu.engine.synth.units import Units

MOST = 8


@dataclass(frozen=True, slots=True)
class Audience:
    """Rows: places of groups and the units they address; ``levels`` is each group's number of levels, as handed in."""

    rows: Numbers
    units: Numbers
    levels: Numbers


def audience(made: Groups, units: Units, draw: Draw) -> Audience:
    """Return the audience rows; a twin addresses exactly whom its mate does, and some groups tell none."""
    n = len(made)
    children, starts, counts = _children(units)
    sponsors = made.entry.sponsors
    above = np.maximum(units.parents[sponsors], 0)
    over = np.select([made.directions == DOWN, made.directions == LATERAL], [sponsors, above], 0)
    pool = np.where(np.isin(made.directions, (DOWN, LATERAL)), counts[over], 0)
    size = np.minimum(pool, draw.between(2, MOST, n))
    offset = (draw.random.random(n) * np.maximum(pool - size + 1, 1)).astype(np.int64)
    twin = np.where(made.parts == TWIN, made.mates, np.arange(n))
    size, offset, over = size[twin], offset[twin], over[twin]
    window = np.repeat(np.arange(n), size)
    step = np.arange(len(window)) - np.repeat(np.cumsum(size) - size, size)
    layered = np.flatnonzero(made.overload == LAYERED)
    ups = np.flatnonzero((made.directions == UP) & (units.parents[sponsors] >= 0))
    alone = np.flatnonzero((size == 0) & (made.directions != UP))
    rows = np.concatenate([window, ups, ups, alone, np.repeat(layered, 3)])
    addressed = np.concatenate([
        children[starts[over][window] + offset[window] + step],
        sponsors[ups],
        above[ups],
        sponsors[alone],
        _three_levels(units, sponsors[layered]),
    ])  # fmt: skip
    told = ~made.no_audience[rows]
    pairs = np.unique(rows[told] * len(units) + addressed[told])
    rows, addressed = np.divmod(pairs, len(units))
    return Audience(rows, addressed, _levels(rows, units.levels[addressed], n))


def _children(units: Units) -> tuple[Numbers, Numbers, Numbers]:
    """Return units ordered by the unit above, and where each unit's own begin and how many they are."""
    order = np.argsort(units.parents, kind="stable")
    counts = np.bincount(units.parents[units.parents >= 0], minlength=len(units))
    skipped = int((units.parents < 0).sum())
    return order, skipped + np.cumsum(counts) - counts, counts


def _three_levels(units: Units, sponsors: Numbers) -> Numbers:
    """Return for each sponsor three units: one each of province, city or county, and town level."""
    tops = [int(np.argmax(units.levels == level)) for level in (0, 2, 3)]
    return np.tile(tops, len(sponsors))


def _levels(rows: Numbers, levels: Numbers, n: int) -> Numbers:
    """Count the different levels among the units each group addresses."""
    seen = np.zeros((n, 5), bool)
    seen[rows, levels] = True
    return np.asarray(seen.sum(axis=1))


def sheet(made: Audience, groups: Groups, units: Units, draw: Draw) -> Sheet:
    """Return the audiences table."""
    n = len(made.rows)
    posts = np.where(draw.chance(n, 0.85), draw.between(1, 6, n), -1)
    return Sheet(
        "audiences",
        {
            "asset_id": Texts(groups.entry.ids.take(pa.array(made.rows))),
            "unit_id": Texts(units.ids.take(pa.array(made.units))),
            "posts": Counts(posts),
        },
    )
