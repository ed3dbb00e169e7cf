"""Findings of a run, rule by rule: severities and the first rows, units in the order of their codes."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

VERDICTS = ("hit", "unknown", "exempt")


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
    """Make table ``standing``: each entry's place when entries are ordered by unit code, then number."""
    connection.execute("""
        CREATE TABLE standing AS
        SELECT asset_id, row_number() OVER (ORDER BY sponsor_unit_id NULLS LAST, asset_id) AS place FROM assets""")


def first(connection: duckdb.DuckDBPyConnection, *, verdict: str, per_rule: int) -> list[Finding]:
    """Return at most ``per_rule`` findings of each rule with that verdict, by rule, unit code and entry number."""
    return [_finding(row) for row in select_first(connection, verdict=verdict, per_rule=per_rule)]


def select_first(connection: duckdb.DuckDBPyConnection, *, verdict: str, per_rule: int) -> list[tuple[Any, ...]]:
    """Return the rows ``first`` makes findings of; columns as in ``Finding``, evidence still as JSON text."""
    return connection.execute(
        """
        WITH chosen AS (
          SELECT f.rule_id, unnest(min(s.place, $per_rule)) AS place
          FROM findings f JOIN standing s USING (asset_id) WHERE f.verdict = $verdict GROUP BY f.rule_id)
        SELECT f.asset_id, f.rule_id, f.verdict, f.severity, f.needs_confirmation, f.reason, a.name, a.category,
          a.platform, a.sponsor_unit_id, a.sponsor_unit, f.as_of, f.evidence
        FROM chosen c JOIN standing s USING (place) JOIN findings f ON f.asset_id = s.asset_id
          AND f.rule_id = c.rule_id AND f.verdict = $verdict JOIN assets a ON a.asset_id = s.asset_id
        ORDER BY f.rule_id, c.place""",
        {"verdict": verdict, "per_rule": per_rule},
    ).fetchall()


def counts(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Return the number of findings by rule and verdict; pairs without findings are absent."""
    rows = connection.execute("SELECT rule_id, verdict, count(*) FROM findings GROUP BY ALL").fetchall()
    return {(rule_id, verdict): count for rule_id, verdict, count in rows}


def severities(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """Return, for each rule with hits, the number of hits by severity."""
    rows = connection.execute(
        "SELECT rule_id, coalesce(severity, ''), count(*) FROM findings WHERE verdict = 'hit' GROUP BY ALL ORDER BY ALL"
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
