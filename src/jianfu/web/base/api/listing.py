"""A list as an API operation: the same rows, names and filters as its page, by cursor."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field as Described
from pydantic import create_model

from jianfu.web.base.api.authentication import permits
from jianfu.web.base.api.errors import PROBLEMS, problem
from jianfu.web.base.lists import place
from jianfu.web.base.lists.listing import Field, Kind, Listing
from jianfu.web.base.lists.lookups import LOOKUPS
from jianfu.web.base.lists.place import value_at
from jianfu.web.base.lists.reading import joined, reading_of

KINDS: dict[Kind, Any] = {
    Kind.TEXT: str | list[Any],
    Kind.CODE: str,
    Kind.DATE: date,
    Kind.MOMENT: datetime,
    Kind.NUMBER: int | float,
    Kind.FLAG: bool,
}
GIVEN: dict[Kind, Any] = {Kind.DATE: date, Kind.NUMBER: int, Kind.FLAG: Literal["0", "1"]}


class UnitNamed(Schema):
    """A unit as other rows name it."""

    unit_id: str
    name: str


def add(router: Router, address: str, listing: Listing, *, name: str) -> None:
    """Add the operation ``GET address`` that answers with a page of the listing's rows."""
    title, permission = _words(listing), listing.permission
    assert permission is not None, listing.name  # noqa: S101  # public lists have no operation
    page = _page(listing, name)
    query = _query(listing, name)

    def list_rows(request: HttpRequest, asked: Any) -> Any:
        return _answer(request, listing)

    list_rows.__annotations__["asked"] = Query[query]  # type: ignore[misc,valid-type]  # made here, from the listing
    list_rows.__name__ = f"list_{name}"
    list_rows.__doc__ = f"{title}. Filters are those of the page: {_filters(listing)}."
    operation = router.get(
        address, response={200: page, **PROBLEMS}, auth=permits(permission), summary=title, operation_id=f"list_{name}"
    )
    operation(list_rows)


def _words(listing: Listing) -> str:
    with translation.override("en"):
        return str(listing.title)


def _filters(listing: Listing) -> str:
    found = []
    for field in listing.fields:
        codes = [lookup.code for lookup in LOOKUPS[field.kind] if lookup.code]
        found.append(f"{field.name} ({', '.join(codes)})" if codes else field.name)
    return "; ".join(found)


def _query(listing: Listing, name: str) -> Any:
    given: dict[str, Any] = {
        "q": (str, Described("", max_length=100, description="part of a name, pinyin or initials")),
        "sort": (str, Described("", description=", ".join(f.name for f in listing.fields if f.sortable))),
        "size": (Literal["50", "100", "200"], "50"),
        "after": (str, Described("", description="the cursor of the next page")),
    }
    if not listing.search:
        del given["q"]
    for field in listing.fields:
        if field.filterable:
            kind = GIVEN.get(field.kind, str)
            if field.choices:
                kind = Literal[tuple(code for code, _label in field.choices)]
            given[field.name] = (list[kind], Described(default_factory=list))  # type: ignore[valid-type]
    return create_model(f"Asked{_camel(name)}", __base__=Schema, **given)


def _page(listing: Listing, name: str) -> Any:
    fields: dict[str, Any] = {
        field.name: ((UnitNamed if field.kind is Kind.UNIT else KINDS[field.kind]) | None, None)
        for field in listing.fields
    }
    row = create_model(f"Row{_camel(name)}", __base__=Schema, **fields)
    return create_model(
        f"Page{_camel(name)}",
        __base__=Schema,
        rows=(list[row], ...),  # type: ignore[valid-type]
        after=(str | None, Described(None, description="cursor of the next page; null at the end")),
    )


def _camel(name: str) -> str:
    return "".join(part.title() for part in name.split("_"))


def _answer(request: HttpRequest, listing: Listing) -> dict[str, Any] | HttpResponse:
    reading = reading_of(request, listing)
    if reading.asked.complaints:
        return problem(422, code="not_understood", details=[{"what": each} for each in reading.asked.complaints])
    rows = joined(reading.rows, listing.fields)
    try:
        page = place.page(rows, reading.asked.order, size=reading.asked.size, place=reading.asked.place)
    except place.UnableToFind:
        return problem(422, code="not_understood", details=[{"what": "after"}])
    return {
        "rows": [{field.name: plain(row, field) for field in listing.fields} for row in page.rows],
        "after": page.after.text if page.after else None,
    }


def plain(row: Any, field: Field) -> Any:
    """Return a field's value as JSON has it; None where nothing is known."""
    value = value_at(row, field.way)
    if field.kind is Kind.UNIT:
        return {"unit_id": value.unit_id, "name": value.name} if value is not None else None
    if isinstance(value, Decimal):
        return float(value)
    if field.kind is Kind.TEXT and value is not None and not isinstance(value, list):
        return str(value)
    return value if value != "" else None
