"""What is asked of entries: which an actor sees, and what the page of one shows."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.models import Asset, AssetName, AssetRelation
from jianfu.web.registry.queries import words

VIEW = Permission.REGISTRY_VIEW
MEASURES_OF = {
    "new_media": ("last_activity_on", "followers", "posts_90d", "certification", "certified_entity", "interaction_ok"),
    "app": ("last_activity_on", "installs", "mau"),
    "work_group": ("last_activity_on", "members", "msgs_per_day"),
}


def visible(actor: Actor) -> QuerySet[Asset]:
    """Return the entries an actor sees: by their sponsor, and for a line also by who uses or supervises them."""
    return Asset.objects.filter(_scope(actor)).select_related("sponsor")


def _scope(actor: Actor) -> Q:
    condition = actor.scope(VIEW, "sponsor__")
    lines = replace(actor, held=tuple(held for held in actor.held if held.reach is Reach.LINE))
    if lines.held:
        condition |= lines.scope(VIEW, "using_unit__") | lines.scope(VIEW, "supervising_unit__")
    return condition


@dataclass(frozen=True, slots=True)
class Observed:
    """A measure as it was seen last: its value, the day and source (None and empty: nobody said), and its age."""

    name: str
    label: str
    value: Any
    observed_on: date | None
    source: str
    days: int | None


def observed(asset: Asset, *, as_of: date) -> list[Observed]:
    """Return the measures of the entry's category, each with the newest observation behind it.

    Measures of another category follow where somebody gave them: nothing that is held is kept from the page.
    """
    newest = {row.measure: row for row in asset.observations.order_by("observed_on", "pk")}
    own = MEASURES_OF.get(asset.category, ())
    others = dict.fromkeys(name for names in MEASURES_OF.values() for name in names if name not in own)
    given = [name for name in others if shown(asset, name) is not None]
    return [_observed(asset, name, newest.get(name), as_of) for name in (*own, *given)]


def _observed(asset: Asset, name: str, row: Any, as_of: date) -> Observed:
    day = row.observed_on if row else (asset.observed_on if name == "last_activity_on" else None)
    source = row.source if row else (asset.activity_source if name == "last_activity_on" else "")
    label = str(Asset._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return Observed(name, label, shown(asset, name), day, source, (as_of - day).days if day else None)


def shown(asset: Asset, name: str) -> Any:
    """Return a column as people read it: the word of a code, None where there is no evidence."""
    value = getattr(asset, name)
    if value in (None, "", []):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if name in words.SETS and isinstance(value, str):
        return words.word_of(name, value)
    display = getattr(asset, f"get_{name}_display", None)
    return display() if display else value


@dataclass(frozen=True, slots=True)
class Stands:
    """One relation as seen from an entry: its words, the other entry, and the days it lasted."""

    pk: int
    word: str
    other: Asset
    since: date | None
    until: date | None
    outward: bool


def relations(asset: Asset) -> list[Stands]:
    """Return how the entry stands to others, in both directions, current ones first."""
    out = asset.relations.select_related("other__sponsor")
    back = AssetRelation.objects.filter(other=asset).select_related("asset__sponsor")
    found = [Stands(row.pk, row.kind, row.other, row.since, row.until, True) for row in out]
    found += [Stands(row.pk, f"{row.kind}_of", row.asset, row.since, row.until, False) for row in back]
    return sorted(found, key=lambda row: (row.until is not None, row.word, row.pk))


def names(asset: Asset) -> QuerySet[AssetName]:
    """Return what the entry bore and bears, current ones first, then the newest."""
    return asset.names.order_by("kind", "-until", "-since", "-pk")
