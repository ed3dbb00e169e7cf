"""What waits for one person: tables to fill in, tables to sign, and the digest of a day."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, When

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Campaign, Declaration, Digest
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries.duplicates import Draft, possible
from jianfu.web.units.models import Unit

MOST = 50
RUNNING = (Campaign.State.OPEN, Campaign.State.RECONCILING)
_RELATED = ("unit", "campaign", "campaign__scope", "person", "post", "delegated_to")


def to_fill_in(actor: Actor) -> QuerySet[Declaration]:
    """Return the tables the actor may fill in and that are not signed, those meant for the actor first."""
    rows = Declaration.objects.filter(
        actor.scope(Permission.CENSUS_DECLARE, "unit__"),
        campaign__state__in=RUNNING,
        state__in=(Declaration.State.NOT_BEGUN, Declaration.State.WORKING),
    )
    return _meant_first(rows, actor)


def to_sign(actor: Actor) -> QuerySet[Declaration]:
    """Return the tables that wait for the actor's signature, those of the actor's own hand left out."""
    rows = Declaration.objects.filter(
        actor.scope(Permission.CENSUS_SIGN, "unit__"),
        campaign__state__in=RUNNING,
        state=Declaration.State.HANDED_IN,
    ).exclude(handed_in_by=actor.user_pk)
    return _meant_first(rows, actor)


def done(actor: Actor) -> QuerySet[Declaration]:
    """Return the actor's tables of running campaigns that need nothing more."""
    rows = Declaration.objects.filter(
        actor.scope(Permission.CENSUS_DECLARE, "unit__") | actor.scope(Permission.CENSUS_SIGN, "unit__"),
        campaign__state__in=RUNNING,
        state__in=(Declaration.State.HANDED_IN, Declaration.State.SIGNED, Declaration.State.NOTHING),
    ).exclude(pk__in=to_sign(actor).order_by().values("pk"))
    return _meant_first(rows, actor)


def digests_of(actor: Actor) -> QuerySet[Digest]:
    """Return the actor's digests, the newest first."""
    return Digest.objects.filter(person_id=actor.user_pk).order_by("-on")


def open_in(digest: Digest) -> QuerySet[Declaration]:
    """Return the tables of a digest that still wait."""
    rows = Declaration.objects.filter(pk__in=digest.declarations, campaign__state__in=RUNNING)
    waiting = (Declaration.State.NOT_BEGUN, Declaration.State.WORKING, Declaration.State.HANDED_IN)
    return rows.filter(state__in=waiting).select_related(*_RELATED).order_by("due_on", "pk")


def alike(values: Mapping[str, Any], unit: Unit) -> list[Asset]:
    """Return entries that may be the same thing as what a unit declares: by account, address, number or name."""
    said: dict[str, Any] = {
        code: str(values.get(code) or "") for code in ("name", "platform", "platform_id", "url", "filing_no")
    }
    draft = Draft(**said, category=str(values.get("category") or ""), region_code=unit.region_code)
    return [found.asset for found in possible(draft)]


def _meant_first(rows: QuerySet[Declaration], actor: Actor) -> QuerySet[Declaration]:
    named = Q(delegated_to=actor.user_pk) | Q(person=actor.user_pk, delegated_to=None)
    own = [held.unit_pk for held in actor.held]
    order = Case(When(named, then=0), When(unit__in=own, then=1), default=2, output_field=IntegerField())
    return rows.select_related(*_RELATED).order_by(order, "due_on", "pk")
