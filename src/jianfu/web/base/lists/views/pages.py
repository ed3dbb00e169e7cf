"""The page of a list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jianfu.web.base.lists import filters, place
from jianfu.web.base.lists.asked import SIZES, Asked
from jianfu.web.base.lists.cells import Cell, cell
from jianfu.web.base.lists.counting import count
from jianfu.web.base.lists.listing import Field, Listing
from jianfu.web.base.lists.reading import Reading, joined, reading_of
from jianfu.web.base.lists.views.saved import opened, views_of


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its label, how it is sorted, and where a click leads."""

    field: Field
    sort: str  # as aria-sort has it; empty where the column cannot be sorted
    query: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, the address of its page, its cells."""

    pk: Any
    link: str
    cells: list[Cell]


@require_safe
def page(request: HttpRequest, *, listing: Listing) -> HttpResponse:
    """Show one page of the rows the reader may see and asks for."""
    if "narrow" in request.GET or "choose" in request.GET:
        return HttpResponseRedirect(f"{request.path}?{filters.canonical(request.GET, listing)}")
    if "view" in request.GET and set(request.GET) == {"view"}:
        return HttpResponseRedirect(f"{request.path}?{opened(request, listing)}")
    reading = reading_of(request, listing)
    return render(request, "base/lists/list.html", context_of(request, reading))


def context_of(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """Return what the page shows."""
    listing, asked = reading.listing, reading.asked
    rows = joined(reading.rows, asked.columns)
    complaints = list(asked.complaints)
    try:
        found = place.page(rows, asked.order, size=asked.size, place=asked.place)
    except place.UnableToFind:
        complaints.append(_("地址中的翻页位置无法识别，已回到第一页。"))
        found = place.page(rows, asked.order, size=asked.size, place=None)
    return {
        "listing": listing, "asked": asked, "complaints": complaints, "found": found,
        "rows": [_row(row, reading) for row in found.rows],
        "heads": [_head(field, asked) for field in asked.columns],
        "count": count(reading.rows), "is_bare": not found.rows and not asked.is_narrowed,
        "chips": filters.chips(reading), "panel": filters.panel(reading), "columns": _columns(reading),
        "sizes": SIZES, "hidden": asked.settings(), "kept": asked.filters(),
        "before": _query(asked, "before", found.before), "after": _query(asked, "after", found.after),
        "query": asked.query(), "address": request.path, "twins": _twins(reading), "views": views_of(request, reading),
        "bulk": [
            (edit, reading.address("_bulk", edit.name)) for edit in listing.bulk if reading.actor.may(edit.permission)
        ],
        "actions": [
            (label, route) for label, route, permission in listing.actions if reading.actor.may(permission)
        ],
    }  # fmt: skip


def _row(row: Any, reading: Reading) -> Row:
    link = reading.listing.link(row) if reading.listing.link else ""
    return Row(row.pk, link, [cell(row, field, as_of=reading.as_of) for field in reading.asked.columns])


def _head(field: Field, asked: Asked) -> Head:
    if not field.sortable:
        return Head(field, "", "")
    is_sorted = asked.sort is field
    state = ("descending" if asked.descending else "ascending") if is_sorted else "none"
    falling = is_sorted and not asked.descending
    pairs = [pair for pair in (*asked.filters(), *asked.settings()) if pair[0] != "sort"]
    return Head(field, state, urlencode([*pairs, ("sort", f"{'-' if falling else ''}{field.name}")]))


def _query(asked: Asked, name: str, found: place.Place | None) -> str:
    return asked.query((name, found.text)) if found else ""


def _columns(reading: Reading) -> list[tuple[Field, bool]]:
    shown = reading.asked.columns
    return [(field, field in shown) for field in reading.listing.fields]


def _twins(reading: Reading) -> list[tuple[str, str]]:
    query = reading.asked.query()
    return [(kind.upper(), f"{reading.address(f'_{kind}')}?{query}") for kind in ("csv", "xlsx", "json")]
