"""Finding a unit by its name: exactly, then folded, then with a place prefix more or less, then by organ and place.

Never the first of several: several candidates come back as several.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from jianfu.engine.names.fold import fold_bare, fold_name
from jianfu.engine.names.organ import organ
from jianfu.engine.names.organ_table import organ_words
from jianfu.engine.names.place import without_places
from jianfu.engine.names.placed import Placed, placed, region_of

_ANYWHERE = "*"
_BRACKETED = re.compile(r"\(([^()]*)\)")


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
    _organs: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _places: dict[str, Placed] = field(default_factory=dict)

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

        The strictest reading that fits anything decides. The last is the organ by any of its names, at the place that
        the name tells: 市监局 finds 市场监督管理局. Where a reading fits several, *region_code* narrows them if that
        leaves exactly one.
        """
        found = self._candidates(name) or self._same_organ(name, region_code)
        return self._narrowed(found, region_code)

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

    def _same_organ(self, name: str, region_code: str) -> set[str]:
        there = _place(name, region_code)
        found: set[str] = set()
        for core in organ_cores(name, region_code):
            for code in (*there.codes, "") if there.codes else (_ANYWHERE,):
                found |= self._by_organ().get((core, code), set())
        return {unit_id for unit_id in found if not _in_other_zone(there, self._places[unit_id])}

    def _by_organ(self) -> dict[tuple[str, str], set[str]]:
        """Return the units by organ core and place; made when a name first needs it, for most inputs never do."""
        if not self._organs:
            for unit in self.units.values():
                self._places[unit.unit_id] = here = _place(unit.name, unit.region_code)
                for core in _cores_of(unit):
                    for code in (*(here.codes or (region_of(unit.region_code),)), _ANYWHERE):
                        self._organs.setdefault((core, code), set()).add(unit.unit_id)
        return self._organs

    def _narrowed(self, found: set[str], region_code: str) -> tuple[str, ...]:
        if len(found) > 1 and region_code:
            here = {unit_id for unit_id in found if self.units[unit_id].region_code == region_code}
            found = here if len(here) == 1 else found
        return tuple(sorted(found))


def organ_core(name: str, region_code: str = "") -> str:
    """Return the core of a unit's name without places, its organs in short: 江苏省泰州市市监局 is 市场监管.

    A name that is nothing but a place has an empty core.
    """
    return organ(_place(name, region_code).rest, nicknames=False, slips=False).core


def organ_cores(name: str, region_code: str = "") -> tuple[str, ...]:
    """Return the cores of a unit's name: whole, without what stands in brackets, and of the organ named in brackets."""
    folded = fold_name(name)
    inner = [sign for sign in _BRACKETED.findall(folded) if organ_words(nicknames=False).longest(sign, 0)]
    forms = (folded, _BRACKETED.sub("", folded), *inner)
    return tuple(filter(None, dict.fromkeys(organ_core(form, region_code) for form in dict.fromkeys(forms))))


def _place(name: str, region_code: str) -> Placed:
    return placed(fold_bare(name), region_code, slips=False)


def _cores_of(unit: NamedUnit) -> set[str]:
    return {core for name in (unit.name, unit.short_name) if name for core in organ_cores(name, unit.region_code)}


def _in_other_zone(one: Placed, other: Placed) -> bool:
    """Tell whether two names speak of different zones, or one of a zone and one of the place around it."""
    return bool(one.place and other.place) and one.place != other.place
