"""Saved views of a list: an address under a name, private or shared. Rows always come from the opener's own scope."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.filters import canonical
from jianfu.web.base.lists.listing import Listing
from jianfu.web.base.lists.reading import Reading
from jianfu.web.base.models import SavedView
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission

LONGEST_NAME = 60
LONGEST_QUERY = 10_000


def visible(listing: Listing, actor: Actor) -> QuerySet[SavedView]:
    """Return the views the actor may open: their own and the shared ones."""
    return SavedView.objects.filter(Q(owner=actor.user_pk) | Q(shared=True), listing=listing.name)


def opened(request: HttpRequest, listing: Listing) -> str:
    """Return the query of the view that the address names. Raises Http404 where it is not the reader's to open."""
    pk = request.GET["view"]
    view = visible(listing, moment_of(request).by).filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if view is None:
        raise Http404
    pairs = QueryDict(view.query, mutable=True)
    pairs["view"] = str(view.pk)
    return pairs.urlencode()


def views_of(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """Return what the page shows of saved views: the reader's own, the shared ones, the open one."""
    if not reading.actor.is_signed_in:
        return {}
    found = list(visible(reading.listing, reading.actor).select_related("owner").order_by("name", "pk")[:200])
    chosen = request.GET.get("view", "")
    return {
        "mine": [view for view in found if view.owner_id == reading.actor.user_pk],
        "shared": [view for view in found if view.owner_id != reading.actor.user_pk],
        "open": next((view for view in found if str(view.pk) == chosen), None),
        "may_share": reading.actor.may(Permission.VIEWS_SHARE),
        "save_at": reading.address("_view_save"),
    }


@require_POST
def keep(request: HttpRequest, *, listing: Listing) -> HttpResponse:
    """Keep an address under a name; the same name again replaces it."""
    moment = moment_of(request)
    name = request.POST.get("name", "").replace("\0", "").strip()[:LONGEST_NAME]
    query = canonical(QueryDict(request.POST.get("query", "")[:LONGEST_QUERY]), listing)
    if not name:
        return HttpResponseRedirect(f"{_page(request, listing)}?{query}")
    shared = _shared(request, moment.by)
    view = save(listing, name=name, query=query, shared=shared, by=moment.by, at=moment.at)
    return HttpResponseRedirect(f"{_page(request, listing)}?view={view.pk}")


def save(listing: Listing, *, name: str, query: str, shared: bool, by: Actor, at: datetime) -> SavedView:
    """Keep the query under the name for the actor and return the view."""
    return SavedView.objects.update_or_create(
        listing=listing.name,
        owner_id=by.user_pk,
        name=name,
        defaults={"query": query, "shared": shared},
        create_defaults={"query": query, "shared": shared, "created_at": at},
    )[0]


@require_POST
def change(request: HttpRequest, *, listing: Listing, pk: int) -> HttpResponse:
    """Share, unshare or delete a view of one's own."""
    actor = moment_of(request).by
    view = get_object_or_404(SavedView, pk=pk, listing=listing.name, owner_id=actor.user_pk)
    if request.POST.get("do") == "delete":
        view.delete()
        return HttpResponseRedirect(_page(request, listing))
    view.shared = _shared(request, actor)
    view.save(update_fields=["shared"])
    return HttpResponseRedirect(f"{_page(request, listing)}?view={view.pk}")


def _shared(request: HttpRequest, actor: Actor) -> bool:
    wanted = request.POST.get("shared") == "1"
    if wanted and not actor.may(Permission.VIEWS_SHARE):
        raise PermissionDenied
    return wanted


def _page(request: HttpRequest, listing: Listing) -> str:
    return request.path.rpartition("-/views/")[0]
