"""Findings of a run, rule by rule: severities and the first rows, units in the order of their codes."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

VERDICTS = ("hit", "unknown", "exempt")
ROWS_BEYOND = 2**40
"""More rows than any file of findings has; with as many entries again it stays within a whole number of 64 bits."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measure a verdict rests on, as the finding carries it; any part may be empty."""

    measure: str
    value: str
    limit: str
    unit: str
    source: str
    observed_on: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with what is needed to recognise the entry."""

    asset_id: str
    rule_id: str
    verdict: str
    severity: str
    needs_confirmation: bool
    reason: str
    name: str
    category: str
    platform: str
    unit_id: str
    unit: str
    as_of: date
    evidence: tuple[Evidence, ...]


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make tables ``standing`` and ``verdicts`` from views ``assets`` and ``findings`` (with ``file_row_number``).

    ``standing`` gives each entry its place when entries are ordered by unit code, then number. ``verdicts`` holds what
    is counted of a finding and a ``rank`` made of the entry's place and the finding's row, so that text and evidence
    are read of the few findings that are listed only.
    """
    connection.execute("""
        CREATE TEMP TABLE standing AS
        SELECT asset_id, row_number() OVER (ORDER BY sponsor_unit_id NULLS LAST, asset_id) AS place FROM assets""")
    connection.execute(f"""
        CREATE TEMP TABLE verdicts AS
        SELECT s.place, s.place * {ROWS_BEYOND} + f.file_row_number AS rank, f.rule_id, f.verdict, f.severity,
          coalesce(f.needs_confirmation, FALSE) AS doubtful
        FROM findings f JOIN standing s USING (asset_id)""")


def first(connection: duckdb.DuckDBPyConnection, *, verdict: str, per_rule: int) -> list[Finding]:
    """Return at most ``per_rule`` findings of each rule with that verdict, by rule, unit code and entry number."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE chosen AS
        SELECT rank, rank % {ROWS_BEYOND} AS file_row_number FROM (
          SELECT unnest(min(rank, $per_rule)) AS rank FROM verdicts WHERE verdict = $verdict GROUP BY rule_id)""",
        {"verdict": verdict, "per_rule": max(1, per_rule)},
    )
    rows = connection.execute("""
        SELECT f.asset_id, f.rule_id, f.verdict, f.severity, f.needs_confirmation, f.reason, a.name, a.category,
          a.platform, a.sponsor_unit_id, a.sponsor_unit, f.as_of, f.evidence
        FROM findings f JOIN chosen c USING (file_row_number) JOIN assets a USING (asset_id)
        ORDER BY f.rule_id, c.rank""").fetchall()
    return [_finding(row) for row in rows]


def counts(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Return the number of findings by rule and verdict; pairs without findings are absent."""
    rows = connection.execute("SELECT rule_id, verdict, count(*) FROM verdicts GROUP BY ALL").fetchall()
    return {(rule_id, verdict): count for rule_id, verdict, count in rows}


def to_confirm(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of hits by rule that must be confirmed before anything is done; rules without are absent."""
    rows = connection.execute(
        "SELECT rule_id, count(*) FROM verdicts WHERE verdict = 'hit' AND doubtful GROUP BY rule_id"
    ).fetchall()
    return dict(rows)


def severities(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """Return, for each rule with hits, the number of hits by severity."""
    rows = connection.execute(
        "SELECT rule_id, coalesce(severity, ''), count(*) FROM verdicts WHERE verdict = 'hit' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    found: dict[str, dict[str, int]] = {}
    for rule_id, severity, count in rows:
        found.setdefault(rule_id, {})[severity] = count
    return found


def read_evidence(text: str | None) -> tuple[Evidence, ...]:
    """Read the evidence column of a finding; an empty cell gives no evidence."""
    return tuple(
        Evidence(*(_shown(item.get(part)) for part in ("measure", "value", "limit", "unit", "source", "observed_on")))
        for item in json.loads(text or "[]")
    )


def _finding(row: tuple[Any, ...]) -> Finding:
    asset_id, rule_id, verdict, severity, needs_confirmation, *texts, as_of, evidence = row
    reason, name, category, platform, unit_id, unit = (text or "" for text in texts)
    return Finding(
        asset_id, rule_id, verdict, severity or "", bool(needs_confirmation), reason, name, category,
        "" if platform == "none" else platform, unit_id, unit, as_of, read_evidence(evidence),
    )  # fmt: skip


def _shown(value: object) -> str:
    return "" if value is None else str(value)
