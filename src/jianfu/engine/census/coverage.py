"""How many units have answered, rolled up the tree.

*Source:* domain.md (f): coverage is units signed off / units required, at each level. A unit that signs that it has
nothing to declare has answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Self

STATES = ("not_begun", "working", "handed_in", "signed", "nothing")


@dataclass(frozen=True, slots=True)
class Tally:
    """Units by the state of their declaration. Tallies of parts add up to the tally of the whole."""

    not_begun: int = 0
    working: int = 0
    handed_in: int = 0
    signed: int = 0
    nothing: int = 0

    @classmethod
    def of(cls, counted: Mapping[str, int]) -> Self:
        """Return the tally of counts by state. Raises KeyError for a word that is no state."""
        if unknown := set(counted) - set(STATES):
            raise KeyError(sorted(unknown)[0])
        return cls(**counted)

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of both together."""
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)))

    @property
    def required(self) -> int:
        """Return the units that must answer."""
        return sum(getattr(self, name) for name in STATES)

    @property
    def answered(self) -> int:
        """Return the units whose answer is signed, nothing to declare included."""
        return self.signed + self.nothing

    @property
    def in_work(self) -> int:
        """Return the units that have begun and are not signed yet."""
        return self.working + self.handed_in

    @property
    def rate(self) -> float | None:
        """Return answered / required, None where no unit is required."""
        return self.answered / self.required if self.required else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit in the tree with the state of its declaration; None where it need not answer."""

    unit_id: str
    parent_id: str | None
    state: str | None = None
    level: str = field(default="")


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies; the empty tally where there are none."""
    return sum(tallies, Tally())


def roll_up(units: Iterable[Placed]) -> dict[str, Tally]:
    """Return for each unit the tally of itself and all below it.

    A parent that is not among the units counts as no parent. Raises ValueError where the tree runs in a circle.
    """
    placed = {unit.unit_id: unit for unit in units}
    tallies = {name: Tally() for name in placed}
    for unit in placed.values():
        if unit.state is None:
            continue
        own, seen, at = Tally.of({unit.state: 1}), set[str](), unit.unit_id
        while at in placed:
            if at in seen:
                raise ValueError(at)
            seen.add(at)
            tallies[at] += own
            at = placed[at].parent_id or ""
    return tallies


def by_level(units: Iterable[Placed]) -> dict[str, Tally]:
    """Return the tally of each level, over the units that must answer."""
    tallies: dict[str, Tally] = {}
    for unit in units:
        if unit.state is not None:
            tallies[unit.level] = tallies.get(unit.level, Tally()) + Tally.of({unit.state: 1})
    return tallies
