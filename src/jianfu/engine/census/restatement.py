"""The baseline N0, what late finds make of it, and how much was left out.

*Source:* domain.md (e1), (f): the freeze stores the baseline; later discoveries restate it. Omission rate =
found-not-declared / (declared + found). An entry is a late find where it was there on the day of the freeze and was
declared after it. Where the day of declaration is not known, it counts as declared by then; where the day of opening
is not known, as opened by then only if declared by then (the readings of ``consolidation.reduction``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Restated:
    """A baseline and what was found late: of a unit, a category or all."""

    declared: int = 0
    found: int = 0

    def __add__(self, other: "Restated") -> "Restated":
        """Return both together."""
        return Restated(self.declared + other.declared, self.found + other.found)

    @property
    def restated(self) -> int:
        """Return N0 restated: N0 and the late finds."""
        return self.declared + self.found

    @property
    def omission_rate(self) -> float | None:
        """Return found / (declared + found), None where there is neither."""
        return self.found / self.restated if self.restated else None


def was_there(*, opened_on: date | None, closed_on: date | None, closed: bool, on: date) -> bool:
    """Tell whether an entry was alive on a day, so far as its dates say; unknown opening counts as opened by then."""
    if opened_on is not None and opened_on > on:
        return False
    return not closed if closed_on is None else closed_on > on


def is_late(*, opened_on: date | None, declared_on: date | None, frozen_on: date) -> bool:
    """Tell whether an entry of known opening was there at the freeze and was declared only after it."""
    return opened_on is not None and declared_on is not None and opened_on <= frozen_on < declared_on


def restate(declared: Mapping[Key, int], found: Mapping[Key, int]) -> dict[Key, Restated]:
    """Return the restated baseline for each key that either side knows."""
    return {key: Restated(declared.get(key, 0), found.get(key, 0)) for key in {**declared, **found}}


def total(parts: Iterable[Restated]) -> Restated:
    """Return the sum of parts."""
    return sum(parts, Restated())


def up_the_tree(own: Mapping[str, Restated], parents: Mapping[str, str | None]) -> dict[str, Restated]:
    """Return for each unit its own figures and those of all below it. Raises ValueError for a circle."""
    summed = {unit: Restated() for unit in {*parents, *own}}
    for unit, figures in own.items():
        seen, at = set[str](), unit
        while at in summed:
            if at in seen:
                raise ValueError(at)
            seen.add(at)
            summed[at] += figures
            at = parents.get(at) or ""
    return summed
