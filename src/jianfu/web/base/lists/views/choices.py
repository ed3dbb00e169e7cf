"""Options of a picker: rows of a list by part of their id or name."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianfu.web.base import search
from jianfu.web.base.lists.listing import Listing
from jianfu.web.base.lists.place import value_at
from jianfu.web.base.moment import moment_of

MOST = 20


@require_safe
def pick(request: HttpRequest, *, listing: Listing) -> HttpResponse:
    """Return up to twenty options of a ``datalist`` for what was typed (``q``, or the input named by ``for``)."""
    typed = request.GET.get("q") or request.GET.get(request.GET.get("for", "")) or ""
    return render(
        request,
        "base/lists/options.html",
        {"options": options(request, listing, typed.replace("\0", "").strip()[:100])},
    )


def options(request: HttpRequest, listing: Listing, typed: str) -> list[tuple[str, str]]:
    """Return ids and names of rows in the reader's scope that answer to what was typed."""
    key, name = listing.pick
    if not key or not typed:
        return []
    rows = listing.rows(moment_of(request).by)
    found = list(rows.filter(Q(**{key: typed}) | Q(**{name: typed})).order_by("pk")[:MOST])
    if listing.search and len(found) < MOST and search.tokens_of(typed):
        more = search.matching(rows, listing.search, typed).exclude(pk__in=[row.pk for row in found])
        found += more.order_by("pk")[: MOST - len(found)]
    return [(str(value_at(row, key)), str(value_at(row, name))) for row in found]
