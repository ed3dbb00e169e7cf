"""Whether something that calls itself official is in the register: public facts alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection
from django.db.models import BooleanField, Case, Q, QuerySet, When

from jianfu.engine.names.platform import recognise, same_address
from jianfu.web.base.search import matching
from jianfu.web.registry.models import Asset, AssetName, AssetRelation

MOST = 10
SHORTEST = 2
# A group for colleagues or an app inside a unit is nobody's business outside.
PUBLIC_AUDIENCES = ("", "public", "business")
_FACED = Q(category__in=("new_media", "app"), audience__in=PUBLIC_AUDIENCES)


class Answer(StrEnum):
    """What the check says."""

    OFFICIAL = "official"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    FORMERLY = "formerly"  # the name or address was borne by an entry that now bears another
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Official:
    """An entry as the public sees it: sponsor, state, since when, and who took over."""

    answer: Answer
    asset: Asset
    since: date | None
    successors: tuple[Asset, ...] = ()
    by_name: bool = False  # the name alone is alike: the address decides


def public_entries() -> QuerySet[Asset]:
    """Return the entries the public may ask after: accounts and apps that face it."""
    return Asset.objects.filter(_FACED).select_related("sponsor")


def check(asked: str) -> list[Official]:
    """Return what the register says of an address, identifier or name; nothing where it holds no such entry."""
    asked = asked.strip()
    if len(asked) < SHORTEST:
        return []
    exact = list(public_entries().filter(pk__in=_exactly(asked)).order_by("pk")[:MOST])
    if exact:
        return [official(asset) for asset in exact]
    if former := _formerly(asked):
        return former
    return [official(asset, by_name=True) for asset in _named(asked)[:MOST]]


def _named(asked: str) -> QuerySet[Asset]:
    """Return the entries whose name holds what was asked, by name, found from the search's own index."""
    if connection.vendor == "sqlite":
        # It takes one index alone, and would take the category's; an expression has none. PostgreSQL joins the two.
        faced = Case(When(_FACED, then=True), default=False, output_field=BooleanField())
        rows: QuerySet[Asset] = Asset.objects.alias(faced=faced).filter(faced=True).select_related("sponsor")
    else:
        rows = public_entries()
    return matching(rows, "search", asked).order_by("name", "pk")


def _exactly(asked: str) -> set[int]:
    """Return the keys of entries that bear just this, each condition by its own index."""
    wanted = [Q(name=asked), Q(platform_id=asked), Q(asset_id=asked), Q(filing_no=asked)]
    wanted.append(Q(url__in=same_address(asked)))
    if (found := recognise(asked)) and found.platform_id:
        wanted.append(Q(platform_id=found.platform_id))
    rows = Asset.objects.order_by().values_list("pk", flat=True)
    return {pk for condition in wanted for pk in rows.filter(condition)[: MOST * MOST]}


def _formerly(asked: str) -> list[Official]:
    rows = AssetName.objects.filter(value__in=same_address(asked), kind__in=AssetName.Kind.values)
    past = rows.exclude(until=None).values_list("asset", flat=True)[: MOST * MOST]
    found = public_entries().filter(pk__in=list(past)).order_by("pk")[:MOST]
    return [
        Official(Answer.CLOSED if asset.state == "closed" else Answer.FORMERLY, asset, asset.opened_on, heirs(asset))
        for asset in found
    ]


def official(asset: Asset, *, by_name: bool = False) -> Official:
    """Return an entry as the public sees it."""
    answers = {"closed": Answer.CLOSED, "suspended": Answer.SUSPENDED}
    answer = answers.get(asset.state, Answer.OFFICIAL)
    since = asset.closed_on if answer is Answer.CLOSED else asset.opened_on
    return Official(answer, asset, since, heirs(asset), by_name)


def heirs(asset: Asset) -> tuple[Asset, ...]:
    """Return the public entries that took over from one."""
    kinds = (AssetRelation.Kind.SUCCESSOR, AssetRelation.Kind.INTEGRATED_INTO)
    related = AssetRelation.objects.filter(asset=asset, kind__in=kinds, until=None).values_list("other", flat=True)
    return tuple(public_entries().filter(pk__in=list(related)).order_by("pk"))


def plain(found: Official) -> dict[str, object]:
    """Return an answer as JSON for machines."""
    asset = found.asset
    return {
        "answer": found.answer.value, "asset_id": asset.asset_id, "name": asset.name, "category": asset.category,
        "platform": asset.platform, "url": asset.url, "sponsor": asset.sponsor.name, "state": asset.state,
        "since": found.since.isoformat() if found.since else None, "by_name": found.by_name,
        "successors": [{"asset_id": heir.asset_id, "name": heir.name, "url": heir.url} for heir in found.successors],
    }  # fmt: skip
