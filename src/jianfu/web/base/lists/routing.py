"""From a listing to the addresses of its page, its twins, its saved views, its bulk edits and its picker."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from jianfu.web.base.guard import PUBLIC, Guard
from jianfu.web.base.lists.asked import RESERVED
from jianfu.web.base.lists.listing import LISTINGS, Listing
from jianfu.web.base.lists.views import bulk, choices, pages, saved, twins


def routes(prefix: str, listing: Listing) -> list[URLPattern]:
    """Return the routes of a list under a prefix such as ``assets/``, guarded by the listing's permission.

    The page bears the last part of the listing's route as its name, the twins ``…_csv``, ``…_xlsx`` and ``…_json``.
    """
    if taken := RESERVED & {field.name for field in listing.fields}:
        raise ValueError(f"{listing.name}: {taken} mean something else in the address of a list")
    LISTINGS[listing.name] = listing
    stem, name = prefix.rstrip("/"), listing.url_name
    twin = stem or name
    found = [
        _route(prefix, listing, pages.page, name),
        _route(f"{prefix}-/pick", listing, choices.pick, f"{name}_pick"),
    ]
    for kind in ("csv", "xlsx", "json"):
        found.append(_route(f"{twin}.{kind}", listing, getattr(twins, f"as_{kind}"), f"{name}_{kind}"))
    found += [
        _route(f"{prefix}-/views/", listing, saved.keep, f"{name}_view_save", signed_in=True),
        _route(f"{prefix}-/views/<int:pk>/", listing, saved.change, f"{name}_view_change", signed_in=True),
    ]
    if listing.bulk:
        found += [
            _route(f"{prefix}-/bulk/<slug:edit>/", listing, bulk.edit, f"{name}_bulk", signed_in=True),
            _route(f"{prefix}-/batches/<slug:batch>/", listing, bulk.batch, f"{name}_batch", signed_in=True),
        ]
    return found


def _route(
    at: str, listing: Listing, view: Callable[..., HttpResponseBase], name: str, *, signed_in: bool = False
) -> URLPattern:
    bound: Any = update_wrapper(partial(view, listing=listing), view)
    if listing.permission is not None:
        bound.guard = Guard((listing.permission,))
    else:
        bound.guard = Guard() if signed_in else PUBLIC
    route: URLPattern = path(at, bound, name=name)
    return route
