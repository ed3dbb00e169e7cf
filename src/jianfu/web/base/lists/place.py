"""Pages of a long list, found by the last row seen and never by counting: page 20 000 costs what page 1 does.

Rows without a value in the first column of the order come last, in both directions; they are a second walk, by key
alone, so that an index serves both on SQLite and PostgreSQL alike.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Field, Func, Q, QuerySet, Value

LARGEST = 2**63


class UnableToFind(ValueError):
    """The place in the address was not written by us."""


@dataclass(frozen=True, slots=True)
class Place:
    """The values of the order's columns in the row last seen, and the direction of the walk."""

    values: tuple[Any, ...]
    backwards: bool = False

    @property
    def text(self) -> str:
        """Return the place as it stands in the address."""
        plain = json.dumps(self.values, default=str, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page and the places before and after it, None at the ends."""

    rows: list[Any]
    before: Place | None
    after: Place | None


def place_of(text: str, *, backwards: bool) -> Place:
    """Return the place that an address names. Raises UnableToFind."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        raise UnableToFind(text) from None
    if not isinstance(values, list) or not all(isinstance(one, str | int | float | bool | None) for one in values):
        raise UnableToFind(text)
    return Place(tuple(values), backwards)


def page(rows: QuerySet[Any], order: tuple[str, ...], *, size: int, place: Place | None) -> Page:
    """Return the page of so many rows at the place, in that order. Raises UnableToFind."""
    columns = tuple(name.removeprefix("-") for name in order)
    if columns[-1] not in {"pk", "id"}:
        order, columns = (*order, "-pk" if order[0].startswith("-") else "pk"), (*columns, "pk")
    backwards = bool(place and place.backwards)
    found = _walk(rows, order, columns, size + 1, place)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], None, None)
    first, last = (Place(_values(row, columns), back) for row, back in ((found[0], True), (found[-1], False)))
    has_before = more if backwards else place is not None
    has_after = more or backwards
    return Page(found, first if has_before else None, last if has_after else None)


def _values(row: Any, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(value_at(row, column) for column in columns)


def value_at(row: Any, way: str) -> Any:
    """Return what stands at the end of an ORM way; None where a step leads nowhere."""
    for part in way.split("__"):
        if row is None:
            return None
        row = getattr(row, part)
    return row


def _walk(
    rows: QuerySet[Any], order: tuple[str, ...], columns: tuple[str, ...], size: int, place: Place | None
) -> list[Any]:
    """Return the next rows of the two walks: those with a value in the first column, then those without."""
    values = _read(rows, columns, place.values) if place else ()
    backwards = bool(place and place.backwards)
    if not _may_be_empty(rows, columns[0]):
        return list(_from(rows, order, columns, values, backwards)[:size])
    with_value = rows.filter(**{f"{columns[0]}__isnull": False})
    without = rows.filter(**{f"{columns[0]}__isnull": True})
    in_tail = bool(values) and values[0] is None
    walks = [(with_value, order, columns, () if in_tail else values), (without, order[1:], columns[1:], values[1:])]
    if not in_tail:
        walks[1] = (without, order[1:], columns[1:], ())
    if values and in_tail != backwards:
        walks = walks[1:] if in_tail else walks[:1]
    found: list[Any] = []
    for some, by, named, after in reversed(walks) if backwards else walks:
        if len(found) < size:
            found += _from(some, by, named, after, backwards)[: size - len(found)]
    return found


def _from(
    rows: QuerySet[Any], order: tuple[str, ...], columns: tuple[str, ...], values: tuple[Any, ...], backwards: bool
) -> QuerySet[Any]:
    down = [name.startswith("-") != backwards for name in order]
    if values:
        rows = rows.filter(_beyond(rows, columns, values, down))
    return rows.order_by(
        *(F(name).desc() if falling else F(name).asc() for name, falling in zip(columns, down, strict=True))
    )


class _Beyond(Func):
    """Rows beyond others in an order, as one comparison of row values: the form an index answers on both databases.

    Django's own writes it as alternatives on SQLite, which then reads the index from its start.
    """

    output_field = BooleanField()

    def as_sql(  # type: ignore[override]  # the options of Func's own do not apply to two sides
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        """Return ``(a, b) < (%s, %s)``."""
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        half = len(parts) // 2
        sides = [", ".join(sql for sql, _parameters in some) for some in (parts[:half], parts[half:])]
        sql = f"({sides[0]}) {'<' if self.extra['falling'] else '>'} ({sides[1]})"
        return sql, [one for _sql, parameters in parts for one in parameters]


def _beyond(rows: QuerySet[Any], columns: tuple[str, ...], values: tuple[Any, ...], down: list[bool]) -> Any:
    if len(set(down)) == 1 and len(columns) > 1:
        given = [Value(value, _field_at(rows, name)) for name, value in zip(columns, values, strict=True)]
        return _Beyond(*(F(name) for name in columns), *given, falling=down[0])
    found = Q()
    for index, (name, value, falling) in enumerate(zip(columns, values, down, strict=True)):
        same = Q(**dict(zip(columns[:index], values[:index], strict=True)))
        found |= same & Q(**{f"{name}__{'lt' if falling else 'gt'}": value})
    return Q(**{f"{columns[0]}__{'lte' if down[0] else 'gte'}": values[0]}) & found


def _field_at(rows: QuerySet[Any], way: str) -> Any:
    annotated = rows.query.annotations.get(way)
    return annotated.output_field if annotated is not None else _steps(rows, way)[-1]


def _may_be_empty(rows: QuerySet[Any], way: str) -> bool:
    if way in {"pk", "id"}:
        return False
    if way in rows.query.annotations:
        return True
    return any(bool(step.null) for step in _steps(rows, way))


def _steps(rows: QuerySet[Any], way: str) -> list[Any]:
    model: Any = rows.model
    steps = []
    for part in way.split("__"):
        steps.append(model._meta.pk if part == "pk" else model._meta.get_field(part))
        model = getattr(steps[-1], "related_model", None)
    return steps


def _read(rows: QuerySet[Any], columns: tuple[str, ...], values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the values of a place as those of the columns: dates as dates. Raises UnableToFind."""
    if len(values) != len(columns):
        raise UnableToFind(values)
    return tuple(_typed(rows, column, value) for column, value in zip(columns, values, strict=True))


def _typed(rows: QuerySet[Any], column: str, value: Any) -> Any:
    if value is None:
        if column != "pk" and _may_be_empty(rows, column):
            return None
        raise UnableToFind(column)
    kind: Field[Any, Any] = _field_at(rows, column)
    try:
        typed = kind.to_python(value)
    except (ValidationError, ValueError, OverflowError):
        raise UnableToFind(column) from None
    if not isinstance(typed, str | int | float | bool | date | datetime | Decimal):
        raise UnableToFind(column)
    if (isinstance(typed, int) and abs(typed) >= LARGEST) or (isinstance(typed, str) and "\0" in typed):
        raise UnableToFind(column)
    return typed
