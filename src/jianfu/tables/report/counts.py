"""Totals of a run's entries, never counting one thing twice: entries another entry already counts are left out."""

from dataclasses import dataclass

import duckdb

CATEGORIES = ("new_media", "app", "work_group")
STATES = ("active", "suspended", "closed", "")
SILENT_BINS = ((0, 6), (7, 14), (15, 29), (30, 59), (60, 89), (90, 179), (180, 364), (365, None))
"""Silent days, both ends included; the edges are those of the limits on silence."""
PLATFORMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Tally:
    """Entries under one heading: by category, and how many have at least one hit, unknown or exemption.

    ``hit`` counts entries with a hit ready to be verified, ``confirm`` those whose only hits must be confirmed first.
    """

    code: str
    entries: int
    by_category: tuple[int, ...]
    hit: int
    confirm: int
    unknown: int
    exempt: int

    @property
    def hit_per_100(self) -> float | None:
        """Return entries with a hit ready to be verified per hundred entries; null where there is no entry."""
        return 100 * self.hit / self.entries if self.entries else None

    @property
    def unknown_percent(self) -> float | None:
        """Return the share of entries with a rule that could not be judged, in percent; null without entries."""
        return 100 * self.unknown / self.entries if self.entries else None


@dataclass(frozen=True, slots=True)
class ClassPair:
    """Entries that fall under one class of the 2018 regime and one of the 2023 regime."""

    class_2018: str
    class_2023: str
    entries: int


@dataclass(frozen=True, slots=True)
class SilentBin:
    """Living entries silent from ``low`` to ``high`` days (null: no end), by category."""

    low: int
    high: int | None
    by_category: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """How long living entries have been silent; those whose silence is not known are counted apart."""

    bins: tuple[SilentBin, ...]
    never: tuple[int, ...]
    not_known: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Every total of the report. ``accepted`` counts rows, all else counts things once."""

    accepted: int
    counted_elsewhere: int
    whole: Tally
    categories: tuple[Tally, ...]
    states: tuple[tuple[str, tuple[int, ...]], ...]
    levels: tuple[Tally, ...]
    platforms: tuple[Tally, ...]
    other_platforms: int
    cities: tuple[Tally, ...]
    counties: tuple[Tally, ...]
    classes: tuple[ClassPair, ...]
    silence: Silence


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make table ``things``, one row an entry not counted elsewhere, from views ``assets`` and ``silences``.

    Needs the tables ``findings.prepare`` makes.
    """
    connection.execute("""
        CREATE TEMP TABLE things AS
        WITH judged AS (
          SELECT place, bool_or(verdict = 'hit' AND NOT doubtful) AS hit,
            bool_or(verdict = 'hit') AS any_hit, bool_or(verdict = 'unknown') AS unknown,
            bool_or(verdict = 'exempt') AS exempt
          FROM verdicts GROUP BY place)
        SELECT a.asset_id, a.category, coalesce(a.unit_level, '') AS level, coalesce(a.city_code, '') AS city,
          coalesce(a.county_code, '') AS county, coalesce(nullif(a.platform, 'none'), '') AS platform,
          coalesce(a.class_2018, '') AS class_2018, coalesce(a.class_2023, '') AS class_2023,
          CASE WHEN nullif(a.state, 'none') IS NOT NULL THEN a.state
               WHEN a.closed_on IS NOT NULL THEN 'closed' ELSE '' END AS state,
          s.silent, coalesce(s.never, FALSE) AS never,
          coalesce(j.hit, FALSE) AS hit,
          coalesce(j.any_hit AND NOT j.hit, FALSE) AS confirm,
          coalesce(j.unknown, FALSE) AS unknown, coalesce(j.exempt, FALSE) AS exempt
        FROM assets a JOIN standing USING (asset_id) LEFT JOIN judged j USING (place)
          LEFT JOIN silences s ON s.asset_id = a.asset_id
        WHERE a.counted_with IS NULL""")


def totals(connection: duckdb.DuckDBPyConnection) -> Totals:
    """Count everything the report totals, after ``prepare``; codes in order, an unknown code is the empty text."""
    accepted, elsewhere = connection.execute("SELECT count(*), count(counted_with) FROM assets").fetchall()[0]
    whole = _tallies(connection, "''")
    platforms = sorted(_tallies(connection, "platform"), key=lambda tally: (-tally.entries, tally.code))
    return Totals(
        accepted=accepted,
        counted_elsewhere=elsewhere,
        whole=whole[0] if whole else Tally("", 0, (0,) * len(CATEGORIES), 0, 0, 0, 0),
        categories=_in_order(_tallies(connection, "category"), CATEGORIES),
        states=_states(connection),
        levels=_in_order(_tallies(connection, "level"), ("province", "city", "county", "town", "village", "")),
        platforms=tuple(platforms[:PLATFORMS_SHOWN]),
        other_platforms=max(0, len(platforms) - PLATFORMS_SHOWN),
        cities=_tallies(connection, "city"),
        counties=_tallies(connection, "county"),
        classes=_classes(connection),
        silence=_silence(connection),
    )


def _by_category(condition: str = "TRUE") -> str:
    return ", ".join(f"count(*) FILTER (category = '{category}' AND {condition})" for category in CATEGORIES)


def _tallies(connection: duckdb.DuckDBPyConnection, key: str) -> tuple[Tally, ...]:
    rows = connection.execute(f"""
        WITH headed AS (SELECT *, {key} AS heading FROM things)
        SELECT heading, count(*), {_by_category()}, count(*) FILTER (hit), count(*) FILTER (confirm),
          count(*) FILTER (unknown), count(*) FILTER (exempt)
        FROM headed GROUP BY heading ORDER BY nullif(heading, '') NULLS LAST""").fetchall()
    return tuple(Tally(row[0], row[1], tuple(row[2:5]), *row[5:9]) for row in rows)


def _in_order(tallies: tuple[Tally, ...], order: tuple[str, ...]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda t: (order.index(t.code) if t.code in order else len(order), t.code)))


def _states(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[str, tuple[int, ...]], ...]:
    rows = connection.execute(f"SELECT state, {_by_category()} FROM things GROUP BY state").fetchall()
    found = {row[0]: tuple(row[1:]) for row in rows}
    return tuple((state, found.get(state, (0,) * len(CATEGORIES))) for state in STATES)


def _classes(connection: duckdb.DuckDBPyConnection) -> tuple[ClassPair, ...]:
    rows = connection.execute(
        "SELECT class_2018, class_2023, count(*) FROM things GROUP BY 1, 2 "
        "ORDER BY nullif(class_2018, '') NULLS LAST, class_2023"
    ).fetchall()
    return tuple(ClassPair(*row) for row in rows)


def _silence(connection: duckdb.DuckDBPyConnection) -> Silence:
    alive = "state IN ('active', 'suspended')"
    known = f"{alive} AND NOT never AND silent >= 0"
    parts = [
        f"{known} AND silent >= {low}" + ("" if high is None else f" AND silent <= {high}") for low, high in SILENT_BINS
    ]
    parts += [f"{alive} AND never", f"{alive} AND NOT never AND (silent IS NULL OR silent < 0)"]
    columns = ", ".join(_by_category(part) for part in parts)
    row = connection.execute(f"SELECT {columns} FROM things").fetchall()[0]
    width = len(CATEGORIES)
    triples = [tuple(row[start : start + width]) for start in range(0, len(row), width)]
    bins = tuple(SilentBin(low, high, triple) for (low, high), triple in zip(SILENT_BINS, triples, strict=False))
    return Silence(bins, never=triples[-2], not_known=triples[-1])
