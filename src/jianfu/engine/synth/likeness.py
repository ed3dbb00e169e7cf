"""Look-alikes with a known truth: a register in which some entries are one thing and many more only look it.

Made without knowledge of how names are folded or pairs scored, so that linkage can be measured on it. The halves
``dev`` and ``test`` share no province and no department; a million entries of a half take in every village it has.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth import likeness_account, likeness_copy, likeness_unit
from jianfu.engine.synth.cell import Numbers
from jianfu.engine.synth.likeness_copy import AGAIN, RENAMED, TWICE, NameNoise
from jianfu.engine.synth.likeness_fill import FieldNoise, filled
from jianfu.engine.synth.likeness_word import Split

ROLES = ("twice", "again", "renamed", "first")
FIRST = 3
UNITS_PER_ACCOUNT = 0.755
"""Somewhat more units than accounts need, for those the set is cut to."""


@dataclass(frozen=True, slots=True)
class Noise:
    """What befalls the entries.

    *copies*: share of rows that are a copy of another; *again*, *renamed*: shares of copies registered again after a
    lost password and renamed since (of entries that state their platform account); the others are declared twice.
    *names* and *fields*: how often each change of a name and of the other columns happens.
    """

    copies: float = 0.16
    again: float = 0.2
    renamed: float = 0.06
    names: NameNoise = field(default_factory=NameNoise)
    fields: FieldNoise = field(default_factory=FieldNoise)


DEFAULT_NOISE = Noise()


@dataclass(frozen=True, slots=True)
class Records:
    """A made-up register and its truth.

    *assets* in the columns of the contract, by asset_id; *units* as ``Units.table``; *pairs* left_id < right_id of
    every two entries that are one thing; *clusters* asset_id, cluster and role (first, twice, again, renamed) of each.
    """

    assets: pa.Table
    units: pa.Table
    pairs: pa.Table
    clusters: pa.Table


def records(*, n: int, seed: int, split: Split, noise: Noise = DEFAULT_NOISE) -> Records:
    """Return *n* entries of one half; the same arguments give the same rows.

    Raises UnableToMakeRecords where the half has no room for so many.
    """
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *split.encode()])))
    copies = round(n * noise.copies)
    units = likeness_unit.made(split=split, wanted=round((n - copies) * UNITS_PER_ACCOUNT) + 50, random=random)
    every = likeness_account.made(units, random)
    if len(every) < n - copies:
        raise likeness_unit.UnableToMakeRecords(n=n, most=round(len(every) / (1 - noise.copies)))
    firsts = every.take(np.sort(random.permutation(len(every))[: n - copies]))
    sources = _sources(len(firsts), copies, random)
    ways = _ways(copies, noise, random)
    copied = likeness_copy.named(units, firsts.take(sources), ways, noise.names, random)
    things = np.concatenate([np.arange(len(firsts)), sources])
    roles = np.concatenate([np.full(len(firsts), FIRST), ways])
    names = pa.concat_arrays([pa.array(firsts.names.to_pylist(), pa.string()), copied])
    rows = filled(units, firsts.take(things), names, things, roles, noise.fields, random)
    return _shuffled(rows, units.table(), things, roles, random)


def _sources(firsts: int, copies: int, random: np.random.Generator) -> Numbers:
    """Return which entry each copy is of: mostly one copy each, a sixth of them a further copy of a copied one."""
    single = min(copies - copies // 6, firsts)
    chosen = random.permutation(firsts)[:single]
    return np.concatenate([chosen, random.choice(chosen, copies - single)]) if copies else chosen


def _ways(copies: int, noise: Noise, random: np.random.Generator) -> Numbers:
    drawn = random.random(copies)
    return np.where(drawn < noise.again, AGAIN, np.where(drawn < noise.again + noise.renamed, RENAMED, TWICE))


def _shuffled(rows: pa.Table, units: pa.Table, things: Numbers, roles: Numbers, random: np.random.Generator) -> Records:
    """Return the rows in random order under ids that tell nothing."""
    order = random.permutation(len(things))
    ids = pa.array([f"A{row:07d}" for row in range(len(things))])
    assets = rows.take(pa.array(order)).add_column(0, "asset_id", ids)
    clusters = pa.table(
        {"asset_id": ids, "cluster": things[order], "role": pa.array(ROLES).take(pa.array(roles[order]))}
    )
    return Records(assets, units, true_pairs(clusters), clusters)


def true_pairs(clusters: pa.Table) -> pa.Table:
    """Return left_id < right_id of every two entries of one cluster, in order."""
    ids = clusters.select(["asset_id", "cluster"])
    joined = ids.join(ids, "cluster", join_type="inner", right_suffix="_right")
    pairs = joined.filter(pc.less(joined["asset_id"], joined["asset_id_right"]))
    named = pairs.select(["asset_id", "asset_id_right"]).rename_columns(["left_id", "right_id"])
    return named.sort_by([("left_id", "ascending"), ("right_id", "ascending")])
