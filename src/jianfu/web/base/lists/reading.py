"""What a list's views share: the listing, the rows in the actor's scope, and what the address asks of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.asked import Asked, read
from jianfu.web.base.lists.listing import Field, Listing
from jianfu.web.base.moment import moment_of


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a list: who reads, when, all rows of the scope, what is asked, and the rows that answer."""

    listing: Listing
    actor: Actor
    as_of: date
    scope: QuerySet[Any]
    asked: Asked
    rows: QuerySet[Any]
    namespace: str

    def address(self, suffix: str = "", *args: Any) -> str:
        """Return the address of one of the list's routes."""
        return reverse(f"{self.namespace}{self.listing.url_name}{suffix}", args=args)


def reading_of(request: HttpRequest, listing: Listing, given: Any = None) -> Reading:
    """Return the reading that a request makes; ``given`` are the parameters where they are not in its address."""
    moment = moment_of(request)
    as_of = timezone.localdate(moment.at)
    scope = listing.rows(moment.by)
    asked = read(request.GET if given is None else given, listing, rows=scope, as_of=as_of)
    match = request.resolver_match
    namespace = f"{match.namespace}:" if match and match.namespace else ""
    return Reading(listing, moment.by, as_of, scope, asked, asked.narrow(scope), namespace)


def joined(rows: QuerySet[Any], fields: tuple[Field, ...]) -> QuerySet[Any]:
    """Return the rows with what the fields lead to read in the same query."""
    ways = {way for field in fields if (way := _foreign(rows.model, field.way))}
    return rows.select_related(*sorted(ways)) if ways else rows


def _foreign(model: Any, way: str) -> str:
    """Return the part of a way that leads over foreign keys, empty where it stays in the row."""
    steps: list[str] = []
    for part in way.split("__"):
        try:
            related = model._meta.get_field(part).related_model
        except FieldDoesNotExist:
            break
        if related is None:
            break
        steps.append(part)
        model = related
    return "__".join(steps)
