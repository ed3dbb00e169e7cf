"""Copies of accounts: the same thing declared twice, registered again, or renamed, as another person writes it down."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import opencc
import pyarrow as pa

from jianfu.engine.synth import likeness_account as account
from jianfu.engine.synth import likeness_slip as slip
from jianfu.engine.synth.cell import Numbers
from jianfu.engine.synth.likeness_account import FULL, OFFICIAL_FORM, SHORT, Accounts
from jianfu.engine.synth.likeness_unit import Units

TWICE, AGAIN, RENAMED = range(3)
SLIPS = (slip.homophone, slip.shape, slip.swapped, slip.dropped, slip.typed, slip.ended, slip.spaced)
LEAST = 3
"""A name keeps at least so many characters when its place goes."""


@dataclass(frozen=True, slots=True)
class NameNoise:
    """How often a copy's name suffers each change; the changes are independent of each other.

    *place*: another form of the place, a quarter of them without it; *organ*: the department's short name for its full
    one or the reverse; *order*: what stood before the place comes after it, or the reverse; then the slips.
    """

    place: float = 0.2
    organ: float = 0.5
    order: float = 0.04
    homophone: float = 0.1
    shape: float = 0.05
    swapped: float = 0.05
    dropped: float = 0.06
    typed: float = 0.05
    ended: float = 0.16
    spaced: float = 0.04
    traditional: float = 0.03

    @property
    def slips(self) -> tuple[float, ...]:
        """Return the shares of the slips in the order they are made."""
        return self.homophone, self.shape, self.swapped, self.dropped, self.typed, self.ended, self.spaced


def named(units: Units, sources: Accounts, ways: Numbers, noise: NameNoise, random: np.random.Generator) -> pa.Array:
    """Return the copies' names: of an account, by the way it came to be there twice, and the noise."""
    n = len(sources)
    patterns, variants, forms = sources.patterns.copy(), sources.variants.copy(), sources.forms.copy()
    renamed = ways == RENAMED
    patterns[renamed] = (patterns[renamed] + random.integers(1, 3, renamed.sum())) % SHORT
    organ = (random.random(n) < noise.organ) & (sources.patterns >= SHORT) & ~renamed
    patterns[organ] = np.where(sources.patterns[organ] == FULL, SHORT, FULL)
    place = random.random(n) < noise.place
    forms[place] = random.integers(-1, 4, n)[place]
    forms[patterns == FULL] = OFFICIAL_FORM
    names = account.ended_names(units, sources.units, patterns, variants, forms, sources.endings).to_pylist()
    lost = [row for row, name in enumerate(names) if forms[row] < 0 and len(name) < LEAST]
    for row in lost:
        names[row] = sources.names[row].as_py()
    return pa.array(_slipped(_reordered(names, units, sources, noise, random), noise, random), pa.string())


def _reordered(
    names: list[str], units: Units, sources: Accounts, noise: NameNoise, random: np.random.Generator
) -> list[str]:
    """Return the names, some with their place moved to the other end."""
    for row in np.flatnonzero(random.random(len(names)) < noise.order).tolist():
        short = units.gazetteer.spots[units.places[sources.units[row]]].short
        before, found, after = names[row].partition(short)
        if found and (before or after):
            names[row] = f"{after}{before}{short}" if after else f"{short}{before}"
    return names


def _slipped(names: list[str], noise: NameNoise, random: np.random.Generator) -> list[str]:
    happens = random.random((len(names), len(SLIPS))) < np.array(noise.slips)
    for row in np.flatnonzero(happens.any(axis=1)).tolist():
        names[row] = slip.slipped(names[row], [SLIPS[k] for k in np.flatnonzero(happens[row])], random)
    return _traditional(names, np.flatnonzero(random.random(len(names)) < noise.traditional).tolist())


def _traditional(names: list[str], rows: Sequence[int]) -> list[str]:
    converter = opencc.OpenCC("s2t")
    for row in rows:
        names[row] = converter.convert(names[row])
    return names
