"""Finding a unit by its name: exactly, then folded, then with a place prefix more or less.

Never the first of several: several candidates come back as several.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from jianfu.engine.names.fold import fold_name
from jianfu.engine.names.place import without_places


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as names see it. Missing short name or region: empty text."""

    unit_id: str
    name: str
    short_name: str = ""
    region_code: str = ""


@dataclass(slots=True)
class UnitIndex:
    """Units by every way their names may be written."""

    units: dict[str, NamedUnit] = field(default_factory=dict)
    _exact: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _folded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _shorter: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, units: Iterable[NamedUnit]) -> "UnitIndex":
        """Return the index of these units."""
        index = cls()
        for unit in units:
            index._add(unit)
        return index

    def _add(self, unit: NamedUnit) -> None:
        self.units[unit.unit_id] = unit
        for name in filter(None, (unit.name, unit.short_name)):
            self._exact[name].add(unit.unit_id)
            folded = fold_name(name)
            self._folded[folded].add(unit.unit_id)
            for form in without_places(folded):
                self._shorter[form].add(unit.unit_id)

    def find(self, name: str, region_code: str = "") -> tuple[str, ...]:
        """Return the ids of the units that name may mean, in order; empty when none.

        The strictest reading that fits anything decides. Where it fits several, *region_code* narrows them if that
        leaves exactly one.
        """
        return self._narrowed(self._candidates(name), region_code)

    def _candidates(self, name: str) -> set[str]:
        folded = fold_name(name)
        found = self._exact.get(name) or self._folded.get(folded)
        if found:
            return found
        shorter: set[str] = set(self._shorter.get(folded, ()))
        for form in without_places(folded):
            if form in self._folded:
                return shorter | self._folded[form]
        return shorter

    def _narrowed(self, found: set[str], region_code: str) -> tuple[str, ...]:
        if len(found) > 1 and region_code:
            here = {unit_id for unit_id in found if self.units[unit_id].region_code == region_code}
            found = here if len(here) == 1 else found
        return tuple(sorted(found))
