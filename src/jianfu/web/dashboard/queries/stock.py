"""How many entries there are, by category and state, and how old what is known of them is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Q
from django.urls import reverse

from jianfu.engine.schema import words
from jianfu.engine.schema.column import Word
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

FRESH_DAYS = 90


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the address of its rows."""

    number: int
    rows: str


@dataclass(frozen=True, slots=True)
class StockLine:
    """One category: its word in both languages, its whole, its states, and how many live ones nobody watched lately."""

    code: str
    zh: str
    en: str
    whole: Figure
    states: tuple[Figure, ...]
    stale: Figure
    never: Figure


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """A division below the actor's own, or the actor's own level: the live entries of its units by category."""

    code: str
    name: str
    whole: Figure
    categories: tuple[Figure, ...]
    own: bool = False


STATES = (*(word.code for word in words.STATES), "")


def rows_at(**given: str) -> str:
    """Return the address of the register's list under those filters."""
    return f"{reverse('registry:assets')}?{urlencode(given)}"


def _state_asked(code: str) -> dict[str, str]:
    return {"state": code} if code else {"state__empty": "1"}


def stock(actor: Actor, *, as_of: date) -> list[StockLine]:
    """Return a line a category, in the order of the field; entries whose state nobody stated are counted apart."""
    seen = Asset.objects.filter(actor.scope(Permission.REGISTRY_VIEW, "sponsor__"))
    since = as_of - timedelta(days=FRESH_DAYS)
    live = ~Q(state="closed")
    counted = (
        seen.order_by()
        .values("category", "state")
        .annotate(
            number=Count("pk"),
            stale=Count("pk", filter=live & Q(observed_on__lt=since)),
            never=Count("pk", filter=live & Q(observed_on=None)),
        )
    )
    found = {(row["category"], row["state"]): (row["number"], row["stale"], row["never"]) for row in counted}
    return [_line(word, found) for word in words.CATEGORIES]


def _line(word: Word, found: dict[tuple[str, str], tuple[int, int, int]]) -> StockLine:
    by_state = [found.get((word.code, state), (0, 0, 0)) for state in STATES]
    numbers, stale, never = zip(*by_state, strict=True)
    states = tuple(
        Figure(number, rows_at(category=word.code, **_state_asked(state)))
        for state, number in zip(STATES, numbers, strict=True)
    )
    live = {"category": word.code, "state__not": "closed"}
    return StockLine(
        word.code,
        word.zh,
        word.en,
        Figure(sum(numbers), rows_at(category=word.code)),
        states,
        Figure(sum(stale), rows_at(**live, observed_on__over=str(FRESH_DAYS))),
        Figure(sum(never), rows_at(**live, observed_on__empty="1")),
    )


# Each entry is counted under that child of the actor's unit whose path begins its sponsor's.
_BELOW = """
SELECT child.id, asset.category, COUNT(*)
FROM units_unit AS child
JOIN ({visible}) AS visible
  ON visible.path >= child.path AND visible.path < substr(child.path, 1, length(child.path) - 1) || '0'
JOIN registry_asset AS asset ON asset.sponsor_id = visible.id
WHERE child.parent_id = %s AND child.level <> %s AND asset.state <> 'closed'
GROUP BY child.id, asset.category
"""


def divisions(actor: Actor) -> list[DivisionLine]:
    """Return a line for each unit right below the actor's own that is of a lower level, by division code.

    Each counts the live entries of that unit and all below it. Empty where nothing is below.
    """
    own = Unit.objects.filter(unit_id=actor.unit_for(Permission.REGISTRY_VIEW)).first()
    if own is None:
        return []
    visible = Unit.objects.filter(actor.scope(Permission.REGISTRY_VIEW), under("path", own.path)).order_by()
    sql, params = visible.values("id", "path").query.sql_with_params()
    numbers: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(visible=sql), [*params, own.pk, own.level])
        for pk, category, number in cursor.fetchall():
            numbers.setdefault(pk, {})[category] = number
    units = Unit.objects.filter(pk__in=numbers).order_by("region_code", "unit_id")
    below = [_division(unit, numbers[unit.pk]) for unit in units]
    return [*below, _own(actor, own)] if below else []


def _own(actor: Actor, own: Unit) -> DivisionLine:
    """Return the line of the organs of the actor's own level, so that the lines tell of all."""
    seen = Asset.objects.filter(actor.scope(Permission.REGISTRY_VIEW, "sponsor__"), under("sponsor__path", own.path))
    rows = seen.filter(sponsor__level=own.level).exclude(state="closed").order_by()
    numbers = dict(rows.values_list("category").annotate(Count("pk")))
    return _division(own, numbers, sponsor_level=own.level)


def _division(unit: Unit, numbers: dict[str, int], **narrow: str) -> DivisionLine:
    asked = {"sponsor": unit.unit_id, "state__not": "closed", **narrow}
    figures = tuple(
        Figure(numbers.get(word.code, 0), rows_at(category=word.code, **asked)) for word in words.CATEGORIES
    )
    return DivisionLine(
        unit.unit_id, unit.name, Figure(sum(numbers.values()), rows_at(**asked)), figures, own=bool(narrow)
    )


def highest(lines: Iterable[DivisionLine]) -> int:
    """Return the largest whole, at least one: the full length of a bar."""
    return max([line.whole.number for line in lines], default=0) or 1
