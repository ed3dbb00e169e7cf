"""Reduction rates, gross and net, by scope and category, restated with what was declared late.

*Source:* domain.md (f): (N0 - N1) / N0; net over N0 restated; merging k into one counts k - 1. An entry registered
twice (``counted_with``) counts once, alive while any of its entries is.
"""

from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.consolidation.standing import CLOSING_LIST
from jianfu.engine.detection.sql import day

SCOPES = {
    "province": "province_code",
    "city": "city_code",
    "county": "county_code",
    "town": "town_code",
    "unit": "sponsor_unit_id",
    "line": "unit_line",
}


def rate(before: int, after: int) -> float | None:
    """Return (before - after) / before, null where there was nothing before."""
    return (before - after) / before if before else None


def make(backend: Backend, *, baseline: date | None) -> None:
    """Make table ``reduction`` (columns of the contract) from ``entries`` and ``plan``.

    n0 is everything declared, or with *baseline* what was alive that day and declared by it; n0_restated adds what was
    alive then and declared later. Where the day of declaration is not known, it counts as declared by then; where the
    day of opening is not known, as opened by then if declared by then; where a closed entry's day of closing is not
    known, as closed since. Rates are null where n0 (for the net and planned rate, n0_restated) is 0.
    """
    backend.sql(_things(baseline), into="counted_things")
    backend.sql(_reduction(), into="reduction")


def _things(baseline: date | None) -> str:
    """Return SQL with one row a thing: where it belongs, and whether it was there, is there and will be."""
    then = "TRUE"
    declared = "TRUE"
    if baseline:
        day_then = day(baseline)
        then = (
            f"coalesce(e.opened_on <= {day_then}, TRUE) AND (e.alive OR coalesce(e.closed_on > {day_then}, TRUE)) "
            f"AND (e.opened_on IS NOT NULL OR e.declared_on IS NULL OR e.declared_on <= {day_then})"
        )
        declared = f"coalesce(e.declared_on <= {day_then}, TRUE)"
    return f"""
    WITH each AS (
      SELECT e.asset_id, coalesce(f.asset_id, e.asset_id) AS thing_id, ({then}) AS there, ({declared}) AS declared,
        e.alive AS lives,
        e.alive AND NOT coalesce(p.disposition IN ({CLOSING_LIST}), FALSE) AS stays
      FROM entries e LEFT JOIN entries f ON f.asset_id = e.counted_with
      LEFT JOIN plan p ON p.asset_id = e.asset_id),
    things AS (
      SELECT thing_id, bool_or(there AND declared) AS n0, bool_or(there) AS n0_restated, bool_or(lives) AS n1,
        bool_or(stays) AS n1_planned
      FROM each GROUP BY thing_id)
    SELECT t.*, e.category, e.sponsor_unit_id, e.unit_line, e.city_code, e.county_code,
      CASE WHEN length(e.region_code) >= 2 THEN substr(e.region_code, 1, 2) END AS province_code,
      CASE WHEN length(e.region_code) >= 9 AND substr(e.region_code, 7, 3) <> '000'
           THEN substr(e.region_code, 1, 9) END AS town_code
    FROM things t JOIN entries e ON e.asset_id = t.thing_id"""


def _reduction() -> str:
    counts = ", ".join(
        f"sum(CASE WHEN {name} THEN 1 ELSE 0 END) AS {name}" for name in ("n0", "n0_restated", "n1", "n1_planned")
    )
    selects = "\nUNION ALL ".join(
        f"SELECT '{scope}' AS scope, {column} AS scope_id, {category} AS category, {counts} FROM counted_things "
        f"WHERE {column} IS NOT NULL GROUP BY {column}{group}"
        for scope, column in SCOPES.items()
        for category, group in (("category", ", category"), ("'all'", ""))
    )
    return f"""
    SELECT c.*, {_rate("n0", "n1")} AS gross_rate, {_rate("n0_restated", "n1")} AS net_rate,
      {_rate("n0_restated", "n1_planned")} AS planned_rate
    FROM ({selects}) c"""


def _rate(before: str, after: str) -> str:
    return f"CASE WHEN {before} > 0 THEN CAST({before} - {after} AS DOUBLE) / {before} END"
