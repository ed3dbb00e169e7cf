"""N0, N0 restated and omission rate: by category, by level and down the tree, in two grouped queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from jianfu.engine.census.restatement import Restated
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.census.models import Baseline
from jianfu.web.census.queries.branch import branch_of, units_of
from jianfu.web.units.models import Unit

# The entries are counted by sponsor from an index first, then placed in the tree.
_COUNTED = """
SELECT {branch}, visible.level, counted.category, SUM(counted.entries)
FROM (SELECT sponsor_id, category, COUNT(*) AS entries FROM {table} WHERE baseline_id = %s
      GROUP BY sponsor_id, category) AS counted
JOIN ({visible}) AS visible ON visible.id = counted.sponsor_id
GROUP BY 1, 2, 3
"""


class Row(NamedTuple):
    """One row of the grouped query."""

    unit: Unit
    counted_level: str
    category: str
    entries: int


@dataclass(frozen=True, slots=True)
class Part:
    """The restated figures of a category, a level or a place."""

    key: str
    name: str
    level: str
    figures: Restated


@dataclass(frozen=True, slots=True)
class Picture:
    """A baseline seen from a place: the whole, and its parts in three cuts."""

    whole: Restated
    categories: tuple[Part, ...]
    levels: tuple[Part, ...]
    places: tuple[Part, ...]


def picture_of(actor: Actor, baseline: Baseline, place: Unit) -> Picture:
    """Return the figures over the sponsors the actor sees under a place."""
    declared = _rows(actor, baseline, place, "census_baselineentry")
    found = _rows(actor, baseline, place, "census_latefind")
    both = [*((row, Restated(row.entries, 0)) for row in declared), *((row, Restated(0, row.entries)) for row in found)]
    return Picture(
        sum((figures for _row, figures in both), Restated()),
        _parts((row.category, "", "", figures) for row, figures in both),
        _parts((row.counted_level, "", row.counted_level, figures) for row, figures in both),
        _parts((row.unit.unit_id, row.unit.name, row.unit.level, figures) for row, figures in both),
    )


def _parts(rows: Iterable[tuple[str, str, str, Restated]]) -> tuple[Part, ...]:
    found: dict[tuple[str, str, str], Restated] = {}
    for key, name, level, figures in rows:
        found[(key, name, level)] = found.get((key, name, level), Restated()) + figures
    return tuple(Part(*key, figures) for key, figures in sorted(found.items()))


def _rows(actor: Actor, baseline: Baseline, place: Unit, table: str) -> list[Row]:
    visible = Unit.objects.filter(actor.scope(Permission.CENSUS_VIEW), under("path", place.path)).order_by()
    sql, params = visible.values("id", "path", "level").query.sql_with_params()
    branch, parts = branch_of("visible.path", place)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(branch=branch, table=table, visible=sql), [*parts, baseline.pk, *params])
        found = cursor.fetchall()
    units = units_of({row[0] for row in found}, place)
    return [Row(units[key], level, category, int(entries)) for key, level, category, entries in found]
