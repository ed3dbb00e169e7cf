"""What an address asks of a list: its filters, search, columns, order and place, and what in it was not understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from jianfu.web.base import search
from jianfu.web.base.lists.listing import Field, Listing
from jianfu.web.base.lists.lookups import Asking, Lookup, Shape, UnableToRead, lookup_of
from jianfu.web.base.lists.place import Place, UnableToFind, place_of

SIZES = (50, 100, 200)
RESERVED = frozenset({"q", "cols", "sort", "size", "after", "before", "view", "lang", "narrow", "choose"})
IGNORED = frozenset({"view", "lang", "narrow", "choose"})
MOST_VALUES = 200

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter in force: what was asked of which field, and the condition on the rows."""

    name: str  # as in the address
    field: Field
    lookup: Lookup
    values: tuple[str, ...]
    q: Q


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks. ``complaints`` are sentences on what was not understood, and so not applied."""

    listing: Listing
    conditions: tuple[Condition, ...] = ()
    search: str = ""
    columns: tuple[Field, ...] = ()
    chosen: bool = False  # whether the address chooses the columns
    sort: Field | None = None
    descending: bool = False
    size: int = SIZES[0]
    place: Place | None = None
    complaints: tuple[str, ...] = field(default=())

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the scope limits the rows."""
        return bool(self.conditions or self.search)

    @property
    def order(self) -> tuple[str, ...]:
        """Return the order of the rows; the key comes last, so that no two rows tie."""
        if self.sort is None:
            return self.listing.order
        sign = "-" if self.descending else ""
        return (f"{sign}{self.sort.way}", f"{sign}pk")

    def filters(self) -> Pairs:
        """Return the filters and the search as they stand in the address."""
        pairs = [(condition.name, value) for condition in self.conditions for value in condition.values]
        return (*((("q", self.search),) if self.search else ()), *pairs)

    def settings(self) -> Pairs:
        """Return columns, order and page size as they stand in the address; those that are the rule are left out."""
        pairs = []
        if self.chosen:
            pairs.append(("cols", ",".join(column.name for column in self.columns)))
        if self.sort is not None:
            pairs.append(("sort", f"{'-' if self.descending else ''}{self.sort.name}"))
        if self.size != SIZES[0]:
            pairs.append(("size", str(self.size)))
        return tuple(pairs)

    def query(self, *more: tuple[str, str]) -> str:
        """Return the address's query, without the place in the list."""
        return urlencode([*self.filters(), *self.settings(), *more])

    def without(self, condition: Condition | None) -> str:
        """Return the query without one filter; without the search where None is given."""
        if condition is None:
            return replace(self, search="").query()
        return replace(self, conditions=tuple(one for one in self.conditions if one is not condition)).query()

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of the rows that are asked for, in no order."""
        for condition in self.conditions:
            rows = rows.filter(condition.q)
        if self.search:
            rows = search.matching(rows, self.listing.search, self.search)
        return rows


def read(given: QueryDict, listing: Listing, *, rows: QuerySet[Any], as_of: date) -> Asked:
    """Return what the address asks of the listing; what is not understood becomes a complaint."""
    complaints: list[str] = []
    asked = Asked(listing, columns=tuple(one for one in listing.fields if one.shown))
    asked = replace(asked, conditions=tuple(_conditions(given, listing, rows, as_of, complaints)))
    asked = replace(asked, **_settings(given, listing, complaints), **_search(given, listing, complaints))
    place = _place(given, complaints) if not complaints else None
    return replace(asked, place=place, complaints=tuple(complaints))


def _conditions(
    given: QueryDict, listing: Listing, rows: QuerySet[Any], as_of: date, complaints: list[str]
) -> Iterable[Condition]:
    for name, listed in given.lists():
        values = tuple(dict.fromkeys(value for value in listed if value != ""))
        if name in RESERVED or not values:
            continue
        asked_of, parted, code = name.partition("__")
        if any("\0" in value for value in values):  # no database of ours keeps such text
            complaints.append(_("“%(name)s”中有无法识别的字符，没有按它筛选。") % {"name": name})
            continue
        found = listing.field(asked_of)
        lookup = lookup_of(found.kind, code) if found and found.filterable and bool(code) == bool(parted) else None
        if found is None or lookup is None:
            complaints.append(_("本列表没有“%(name)s”这一筛选项，没有按它筛选。") % {"name": name})
            continue
        for part in [values] if lookup.shape is Shape.MANY else [(value,) for value in values]:
            try:
                q = lookup.condition(Asking(found, rows, as_of), part[:MOST_VALUES])
            except UnableToRead as error:
                said = {"field": found.label, "lookup": lookup.label, "value": "、".join(part), "why": error}
                complaints.append(_("“%(field)s %(lookup)s %(value)s”没有生效：%(why)s。") % said)
            else:
                yield Condition(name, found, lookup, part[:MOST_VALUES], q)


def _settings(given: QueryDict, listing: Listing, complaints: list[str]) -> dict[str, Any]:
    found = _columns(given, listing, complaints)
    if sort := given.get("sort", ""):
        sorted_by = listing.field(sort.removeprefix("-"))
        if sorted_by and sorted_by.sortable:
            found |= {"sort": sorted_by, "descending": sort.startswith("-")}
        else:
            complaints.append(_("本列表不能按“%(name)s”排序。") % {"name": sort.removeprefix("-")})
    if size := given.get("size", ""):
        if size in map(str, SIZES):
            found["size"] = int(size)
        else:
            complaints.append(_("每页条数只能是 50、100 或 200。"))
    return found


def _columns(given: QueryDict, listing: Listing, complaints: list[str]) -> dict[str, Any]:
    names = [name for part in given.getlist("cols") for name in part.split(",") if name]
    for name in names:
        if listing.field(name) is None:
            complaints.append(_("本列表没有“%(name)s”这一列。") % {"name": name})
    columns = tuple(one for name in dict.fromkeys(names) if (one := listing.field(name)))
    return {"columns": columns, "chosen": True} if columns else {}


def _search(given: QueryDict, listing: Listing, complaints: list[str]) -> dict[str, Any]:
    asked = given.get("q", "").strip()[:100]
    if not asked:
        return {}
    if not listing.search:
        complaints.append(_("本列表没有搜索。"))
        return {}
    if not search.tokens_of(asked):
        complaints.append(_("搜索“%(asked)s”中没有可搜索的汉字、字母或数字。") % {"asked": asked})
        return {}
    return {"search": asked}


def _place(given: Mapping[str, Any], complaints: list[str]) -> Place | None:
    for name in ("after", "before"):
        if text := given.get(name, ""):
            try:
                return place_of(text, backwards=name == "before")
            except UnableToFind:
                complaints.append(_("地址中的翻页位置无法识别，已回到第一页。"))
    return None
