"""What a bulk edit would change, and what a batch has changed, row by row, as people read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from jianfu.web.base.lists.cells import shown
from jianfu.web.base.lists.listing import BulkEdit, Field, Kind
from jianfu.web.base.lists.place import value_at
from jianfu.web.base.lists.reading import Reading, joined
from jianfu.web.base.models import BatchRow
from jianfu.web.base.permissions import Permission

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows chosen for an edit: some by key, or all that an address asks for."""

    reading: Reading
    edit: BulkEdit
    rows: QuerySet[Any]
    query: str
    is_all: bool = False
    keys: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Return how many rows are chosen."""
        return self.rows.count()

    @property
    def list_at(self) -> str:
        """Return the address of the list they were chosen from."""
        return f"{self.reading.address()}?{self.query}"

    @property
    def edit_at(self) -> str:
        """Return the address of the edit."""
        return self.reading.address("_bulk", self.edit.name)


@dataclass(frozen=True, slots=True)
class Changed:
    """One row: its name, the address of its page, and each changed field with what it held and holds."""

    name: str
    link: str
    fields: list[tuple[Field, str, str]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would change: the rows that change, those that hold it already, and those beyond the actor."""

    selection: Selection
    rows: QuerySet[Any]
    chosen: int
    changing: int
    beyond: int
    population: int
    changes: list[Changed]

    @property
    def unchanged(self) -> int:
        """Return how many of the chosen rows hold the values already."""
        return self.chosen - self.changing - self.beyond

    @property
    def percent(self) -> float:
        """Return the share of the list's rows that would change, in percent."""
        return round(100 * self.changing / self.population, 1) if self.population else 0.0

    @property
    def is_large(self) -> bool:
        """Tell whether the share is beyond the edit's limit."""
        return self.changing * 100 > self.selection.edit.limit_percent * self.population

    @property
    def may_be_large(self) -> bool:
        """Tell whether the actor may go beyond the limit."""
        return self.selection.reading.actor.may(Permission.REGISTRY_BULK)

    @property
    def more(self) -> int:
        """Return how many changing rows are not shown."""
        return self.changing - len(self.changes)


def preview_of(selection: Selection, values: Mapping[str, Any]) -> Preview:
    """Return what giving the chosen rows these values would change."""
    reading, edit = selection.reading, selection.edit
    allowed = selection.rows.filter(reading.actor.scope(edit.permission, reading.listing.unit))
    fields = tuple(field for name in values if (field := reading.listing.field(name)))
    differs = Q()
    for field in fields:
        value = values[field.name]
        differs |= ~Q(**{field.way: value}) if value is not None else Q(**{f"{field.way}__isnull": False})
    rows = allowed.filter(differs)
    shown_rows = joined(rows, fields).order_by(*reading.listing.order)[:MOST_SHOWN]
    chosen = selection.count
    return Preview(
        selection=selection,
        rows=rows,
        chosen=chosen,
        changing=rows.count(),
        beyond=chosen - allowed.count(),
        population=reading.scope.count(),
        changes=[_changed(row, fields, values, reading) for row in shown_rows],
    )


def _changed(row: Any, fields: tuple[Field, ...], values: Mapping[str, Any], reading: Reading) -> Changed:
    pairs = []
    for field in fields:
        before, after = (shown(value, field) for value in (value_at(row, field.way), values[field.name]))
        if before != after:
            pairs.append((field, before, after))
    return Changed(str(row), reading.listing.link(row) if reading.listing.link else "", pairs)


def row_changes(reading: Reading, kept: QuerySet[BatchRow]) -> list[Changed]:
    """Return the first rows of a batch that the reader may see, with what they held before and after."""
    some = list(kept[: MOST_SHOWN * 4])
    seen = reading.scope.in_bulk([one.row_pk for one in some])
    return [_kept(one, seen[one.row_pk], reading) for one in some if one.row_pk in seen]


def _kept(kept: BatchRow, row: Any, reading: Reading) -> Changed:
    pairs = []
    for column, after in kept.after.items():
        if (field := _field_of(reading, type(row), column)) and kept.before[column] != after:
            before, now = (_said(type(row), field, value) for value in (kept.before[column], after))
            pairs.append((field, before, now))
    return Changed(str(row), reading.listing.link(row) if reading.listing.link else "", pairs)


def _field_of(reading: Reading, model: type[Model], column: str) -> Field | None:
    name = next((one.name for one in model._meta.concrete_fields if column in (one.attname, one.name)), column)
    return reading.listing.field(name) or next((f for f in reading.listing.fields if f.way == name), None)


def _said(model: type[Model], field: Field, value: Any) -> str:
    column, _way, further = field.way.partition("__")
    if (field.kind is Kind.UNIT or further) and value is not None:
        related: Any = model._meta.get_field(column).related_model
        return str(related._default_manager.filter(pk=value).first() or value)
    return shown(value, field)
