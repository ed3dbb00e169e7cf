"""How far a campaign is, for a place in the tree: one grouped query, whatever the number of units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from jianfu.engine.census.coverage import Tally, total
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.census.queries.branch import branch_of, units_of
from jianfu.web.units.models import Unit

_COUNTED = """
SELECT {branch}, visible.level, declared.state, COUNT(*), SUM(CASE WHEN declared.due_on < %s THEN 1 ELSE 0 END)
FROM ({visible}) AS visible
JOIN census_declaration AS declared ON declared.unit_id = visible.id AND declared.campaign_id = %s
GROUP BY 1, 2, 3
"""


class Counted(NamedTuple):
    """One row of the grouped query: a child of the place, the level of the units counted, their state, how many."""

    unit: Unit
    counted_level: str
    state: str
    tables: int
    past_due: int


@dataclass(frozen=True, slots=True)
class Share:
    """The tally of a part of the tree: a child and all below it, or one level of the whole."""

    unit_id: str
    name: str
    level: str
    tally: Tally
    overdue: int = 0
    own: bool = False  # the place's own organs: those of its level, not of a place below it


@dataclass(frozen=True, slots=True)
class Coverage:
    """A place's coverage: the whole, each place below it, its own organs, and each level."""

    whole: Share
    places: tuple[Share, ...]
    own: Share | None
    levels: tuple[Share, ...]


def campaigns_in(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns that ask any unit the actor sees, or whose scope the actor sees."""
    asks = Declaration.objects.filter(actor.scope(Permission.CENSUS_VIEW, "unit__"), campaign=OuterRef("pk"))
    rows = Campaign.objects.filter(Q(actor.scope(Permission.CENSUS_VIEW, "scope__")) | Exists(asks))
    return rows.select_related("scope")


def declarations_in(actor: Actor) -> QuerySet[Declaration]:
    """Return the tables of the units the actor sees."""
    rows = Declaration.objects.filter(actor.scope(Permission.CENSUS_VIEW, "unit__"))
    return rows.select_related("unit", "campaign", "campaign__scope", "person", "post", "delegated_to")


def place_for(actor: Actor, campaign: Campaign, asked: str = "") -> Unit | None:
    """Return the unit asked for by its number, else where the actor's own view begins, within the campaign's scope."""
    below = Unit.objects.filter(under("path", campaign.scope.path))
    if asked:
        return below.filter(unit_id=asked).first()
    own = actor.unit_for(Permission.CENSUS_VIEW)
    return below.filter(unit_id=own).first() or campaign.scope


def coverage_of(actor: Actor, campaign: Campaign, place: Unit, *, as_of: date) -> Coverage:
    """Return the coverage of a place and of each place below it, over the units the actor sees."""
    rows = _rows(actor, campaign, place, as_of=as_of)
    apart = {row.unit.pk for row in rows if row.unit.level != place.level}
    apart |= {row.unit.pk for row in rows if row.unit != place and row.counted_level != place.level}
    places = _shares(
        (row for row in rows if row.unit.pk in apart),
        by=lambda row: (row.unit.unit_id, row.unit.name, row.unit.level),
    )
    own = _shares(
        (row for row in rows if row.unit.pk not in apart),
        by=lambda row: (place.unit_id, place.name, place.level),
        own=True,
    )
    levels = _shares(rows, by=lambda row: (place.unit_id, "", row.counted_level))
    parts = (*places, *own)
    whole = Share(
        place.unit_id, place.name, place.level, total(one.tally for one in parts), sum(one.overdue for one in parts)
    )
    order = {level: at for at, level in enumerate(("province", "city", "county", "town", "village", ""))}
    return Coverage(
        whole, tuple(places), own[0] if own else None, tuple(sorted(levels, key=lambda one: order.get(one.level, 9)))
    )


def _rows(actor: Actor, campaign: Campaign, place: Unit, *, as_of: date) -> list[Counted]:
    visible = Unit.objects.filter(actor.scope(Permission.CENSUS_VIEW), under("path", place.path)).order_by()
    sql, params = visible.values("id", "path", "level").query.sql_with_params()
    branch, parts = branch_of("visible.path", place)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(branch=branch, visible=sql), [*parts, as_of, *params, campaign.pk])
        found = cursor.fetchall()
    units = units_of({row[0] for row in found}, place)
    rows = [Counted(units[key], *rest) for key, *rest in found]
    return sorted(rows, key=lambda row: (row.unit.region_code, row.unit.unit_id))


def _shares(rows: Iterable[Counted], *, by: Any, own: bool = False) -> list[Share]:
    found: dict[tuple[str, str, str], tuple[Tally, int]] = {}
    for row in rows:
        tally, overdue = found.get(by(row), (Tally(), 0))
        settled = row.state in (Declaration.State.SIGNED, Declaration.State.NOTHING)
        found[by(row)] = (tally + Tally.of({row.state: row.tables}), overdue + (0 if settled else row.past_due))
    return [Share(*key, tally, overdue, own) for key, (tally, overdue) in found.items()]
