"""Which entries a baseline counts, and which were found late."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.census.models import Baseline, BaselineEntry, Campaign, Declaration, LateFind
from jianfu.web.registry.models import Asset


def asked_for(campaign: Campaign) -> QuerySet[Asset]:
    """Return the entries of units in the campaign's scope, of its categories."""
    return Asset.objects.filter(under("sponsor__path", campaign.scope.path), category__in=campaign.categories)


def alive_on(day: date) -> Q:
    """Return the condition that an entry was alive that day, so far as its dates say (``restatement.was_there``)."""
    opened = Q(opened_on=None) | Q(opened_on__lte=day)
    return opened & (Q(closed_on__gt=day) | (Q(closed_on=None) & ~Q(state="closed")))


def to_freeze(campaign: Campaign, *, on: date) -> QuerySet[Asset]:
    """Return what a freeze on that day counts: alive and declared by then; unknown days count as by then."""
    return asked_for(campaign).filter(alive_on(on), Q(declared_on=None) | Q(declared_on__lte=on))


def count_by_category(entries: QuerySet[Asset]) -> dict[str, int]:
    """Return how many entries there are of each category."""
    return dict(entries.order_by().values_list("category").annotate(Count("pk")))


def unsigned(campaign: Campaign) -> QuerySet[Declaration]:
    """Return the tables that are not signed, in the order of the tree."""
    settled = (Declaration.State.SIGNED, Declaration.State.NOTHING)
    rows = Declaration.objects.filter(campaign=campaign).exclude(state__in=settled)
    return rows.select_related("unit").order_by("unit__path")


def candidates(baseline: Baseline) -> QuerySet[Asset]:
    """Return entries declared after the freeze that had been opened by then, and are not attached yet.

    An entry whose opening is not known is no late find: it may be new. One of the very day of the freeze that is not
    counted was declared later that day.
    """
    day = baseline.frozen_on
    rows = asked_for(baseline.campaign).filter(alive_on(day), opened_on__isnull=False, declared_on__gte=day)
    counted = BaselineEntry.objects.filter(baseline=baseline).values("asset_id")
    attached = LateFind.objects.filter(baseline=baseline).values("asset_id")
    return rows.exclude(pk__in=counted).exclude(pk__in=attached)


def late_finds_in(actor: Actor) -> QuerySet[LateFind]:
    """Return the late finds an actor may see."""
    rows = LateFind.objects.filter(actor.scope(Permission.CENSUS_VIEW, "sponsor__"))
    return rows.select_related("asset", "sponsor", "baseline__campaign")


def entries_in(actor: Actor) -> QuerySet[BaselineEntry]:
    """Return the entries of baselines an actor may see."""
    rows = BaselineEntry.objects.filter(actor.scope(Permission.CENSUS_VIEW, "sponsor__"))
    return rows.select_related("asset", "sponsor", "baseline__campaign")
