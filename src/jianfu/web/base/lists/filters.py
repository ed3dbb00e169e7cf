"""The filters of a list as people see them: chips that can be taken away, and a form that works without scripts.

The form names its inputs ``field~how``, ``field~value`` and so on; ``canonical`` turns what it sends into an address.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from jianfu.web.base.lists.asked import RESERVED, Condition
from jianfu.web.base.lists.listing import LISTINGS, Field, Kind, Label, Listing
from jianfu.web.base.lists.lookups import BETWEEN, LOOKUPS, Asking, Lookup, Shape, lookup_of, unit_called
from jianfu.web.base.lists.reading import Reading

PLAIN = "is"  # the plain question's code in the form, where an empty value means "no filter"
MARK = "~"


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force: its field, question and value in words, and the address without it."""

    label: Label
    lookup: Label
    value: str
    chinese: bool
    without: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the filter form: the questions it may be asked, and what stands in its inputs now."""

    field: Field
    options: list[tuple[str, Label, bool]]
    values: tuple[str, ...]
    first: str
    last: str
    pick: str

    @property
    def is_set(self) -> bool:
        """Tell whether a filter is in force."""
        return any(chosen for code, _label, chosen in self.options if code)

    @property
    def choices(self) -> list[tuple[str, Label, bool]]:
        """Return the words to choose from, each with whether it is chosen."""
        return [(code, label, code in self.values) for code, label in self.field.choices]


def chips(reading: Reading) -> list[Chip]:
    """Return the filters and the search in force."""
    asked = reading.asked
    found = [_chip(condition, reading) for condition in asked.conditions]
    if asked.search:
        found.insert(0, Chip(_("搜索"), _("包含"), asked.search, False, asked.without(None)))
    return found


def _chip(condition: Condition, reading: Reading) -> Chip:
    field, lookup = condition.field, condition.lookup
    label = lookup.label
    if lookup.shape is Shape.YES_NO:
        return Chip(
            field.label,
            _("为空") if condition.values[0] == "1" else _("不为空"),
            "",
            False,
            reading.asked.without(condition),
        )
    said = _("、").join(_said(value, condition, reading) for value in condition.values)
    return Chip(field.label, label, said, field.kind in {Kind.UNIT, Kind.TEXT}, reading.asked.without(condition))


def _said(value: str, condition: Condition, reading: Reading) -> str:
    field = condition.field
    if field.kind is Kind.UNIT:
        return str(unit_called(Asking(field, reading.scope, reading.as_of), value))
    if field.kind is Kind.FLAG:
        return _("是") if value == "1" else _("否")
    if condition.lookup.shape is Shape.DAYS:
        return _("%(days)s天") % {"days": value}
    if condition.lookup.shape is Shape.RANGE:
        first, _parted, last = value.partition(BETWEEN)
        return _("%(first)s 至 %(last)s") % {"first": first or "…", "last": last or "…"}
    return str(dict(field.choices).get(value, value))


def panel(reading: Reading) -> list[Row]:
    """Return the rows of the filter form."""
    in_force: dict[str, Condition] = {}
    for condition in reading.asked.conditions:
        in_force.setdefault(condition.field.name, condition)
    return [_panel_row(field, in_force.get(field.name)) for field in reading.listing.fields if field.filterable]


def _panel_row(field: Field, condition: Condition | None) -> Row:
    code = _form_code(condition.lookup, condition.values[0]) if condition else ""
    values = condition.values if condition else ()
    first, _parted, last = values[0].partition(BETWEEN) if values else ("", "", "")
    options: list[tuple[str, Label, bool]] = []
    for lookup in LOOKUPS[field.kind]:
        if lookup.shape is Shape.YES_NO:
            options += [("empty1", _("为空"), code == "empty1"), ("empty0", _("不为空"), code == "empty0")]
        else:
            options.append((form := _form_code(lookup, ""), lookup.label, code == form))
    is_empty = code.startswith("empty")
    shown = "、".join(values) if len(values) > 1 and not field.choices else first
    return Row(field, options, values, "" if is_empty else shown, last, _pick_at(field))


def _pick_at(field: Field) -> str:
    """Return where suggestions of units come from: the list from which units are picked by their id."""
    if field.kind is not Kind.UNIT:
        return ""
    route = next((listing.route for listing in LISTINGS.values() if listing.pick[0] == "unit_id"), "")
    try:
        return f"{reverse(f'{route}_pick')}?for={field.name}{MARK}value" if route else ""
    except NoReverseMatch:
        return ""


def _form_code(lookup: Lookup, value: str) -> str:
    if lookup.shape is Shape.YES_NO:
        return f"empty{value}"
    return lookup.code or PLAIN


def canonical(given: QueryDict, listing: Listing) -> str:
    """Return the query that the filter form, or the form of columns and sizes, asks for."""
    pairs: list[tuple[str, str]] = []
    for name, values in given.lists():
        if name in {"narrow", "choose", "after", "before", "view"} or MARK in name:
            continue
        if name == "cols":
            values = [",".join(value for value in values if value)]
        pairs += [(name, value) for value in values if value]
    if "narrow" in given:
        formed = {field.name for field in listing.fields if f"{field.name}{MARK}how" in given}
        pairs = [(name, value) for name, value in pairs if name in RESERVED or name.partition("__")[0] not in formed]
        for field in listing.fields:
            pairs += _formed(given, field)
    return urlencode(pairs)


def _formed(given: QueryDict, field: Field) -> list[tuple[str, str]]:
    """Return what the inputs of one field ask; nothing where no question was chosen and nothing given."""
    how = given.get(f"{field.name}{MARK}how", "")
    values = [value for value in given.getlist(f"{field.name}{MARK}value") if value.strip()]
    last = given.get(f"{field.name}{MARK}last", "").strip()
    if how in {"empty0", "empty1"}:
        return [(f"{field.name}__empty", how[-1])]
    code = LOOKUPS[field.kind][0].code if not how else "" if how == PLAIN else how
    lookup = lookup_of(field.kind, code)
    if lookup is None or not (values or last):
        return []
    name = f"{field.name}__{code}" if code else field.name
    if lookup.shape is Shape.RANGE:
        return [(name, f"{values[0].strip() if values else ''}{BETWEEN}{last}")]
    if lookup.shape is Shape.MANY and not field.choices:
        values = [part.strip() for value in values for part in value.split("、") if part.strip()]
    return [(name, value.strip()) for value in values]
