"""How right a run was: its findings beside a known truth, per rule and per kind of case.

A verdict is scored like a class: it is a true positive where it was both expected and given. ``clear`` is what is left:
an entry that neither the findings nor the truth name under a rule is clear in both.
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from jianfu.engine.backends.backend import Backend

Z = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95 %."""

ALL_RULES = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """What came of scoring.

    *rules*: one row a rule and verdict (and one for all rules together) with true/false positives and negatives,
    precision, recall and F1, each with the bounds of its 95 % interval; null where there is nothing to divide by.
    *kinds*: one row a rule, kind and expected verdict: how many were planted and what became of them.
    *removed_hits*: hits where the truth says that the evidence was removed; must be 0. *entries* accepted by the run;
    *lost*: entries the truth knows and the run has not; *outside*: rules found that the truth says nothing about.
    """

    rules: pa.Table
    kinds: pa.Table
    removed_hits: int
    entries: int
    lost: int
    outside: tuple[str, ...]


def read(backend: Backend, *, run: Path, truth: Path) -> None:
    """Make the findings and entries of a run and the verdicts and scope of a truth known to the backend.

    Raises the backend's UnableToRead where a file is missing or no Parquet.
    """
    backend.read(run / "findings.parquet", "findings")
    backend.read(run / "assets.parquet", "assets")
    backend.read(truth / "verdicts.parquet", "verdicts")
    backend.read(truth / "scope.parquet", "scope")


def score(backend: Backend) -> Score:
    """Score tables ``findings`` (asset_id, rule_id, verdict) and ``assets`` against ``verdicts`` and ``scope``.

    Only rules that the scope calls complete are scored, and only entries the run accepted; those it lost are counted.
    """
    backend.sql(_COMPARED, into="compared")
    backend.sql(_COUNTED, into="counted")
    counts = backend.sql(_TOTALS).to_pylist()[0]
    outside = backend.sql(_OUTSIDE).column("rule_id").to_pylist()
    return Score(
        rules=backend.sql(_rules()),
        kinds=backend.sql(_kinds()),
        removed_hits=int(counts["removed_hits"]),
        entries=int(counts["entries"]),
        lost=int(counts["lost"]),
        outside=tuple(outside),
    )


_COMPARED = """
    WITH found AS (
      SELECT f.asset_id, f.rule_id, f.verdict FROM findings f
      WHERE f.rule_id IN (SELECT rule_id FROM scope WHERE complete)),
    told AS (
      SELECT v.asset_id, v.rule_id, v.expected, v.kind FROM verdicts v
      JOIN assets a ON a.asset_id = v.asset_id
      WHERE v.rule_id IN (SELECT rule_id FROM scope WHERE complete))
    SELECT coalesce(t.rule_id, f.rule_id) AS rule_id, coalesce(t.kind, '') AS kind,
      coalesce(t.expected, 'clear') AS expected, coalesce(f.verdict, 'clear') AS got
    FROM told t FULL JOIN found f ON f.asset_id = t.asset_id AND f.rule_id = t.rule_id"""

_COUNTED = "SELECT rule_id, kind, expected, got, count(*) AS cases FROM compared GROUP BY rule_id, kind, expected, got"

_TOTALS = """
    SELECT
      (SELECT coalesce(sum(cases), 0) FROM counted WHERE expected = 'unknown' AND got = 'hit') AS removed_hits,
      (SELECT count(*) FROM assets) AS entries,
      (SELECT count(DISTINCT v.asset_id) FROM verdicts v LEFT JOIN assets a ON a.asset_id = v.asset_id
       WHERE a.asset_id IS NULL) AS lost"""

_OUTSIDE = """
    SELECT DISTINCT rule_id FROM findings
    WHERE rule_id NOT IN (SELECT rule_id FROM scope WHERE complete) ORDER BY rule_id"""


def _rules() -> str:
    """Return SQL for the table of rules: counts per verdict, then rates with their bounds."""
    return f"""
    WITH verdict AS (SELECT unnest(['hit', 'unknown', 'exempt']) AS verdict),
    rule AS (SELECT rule_id FROM scope WHERE complete),
    counts AS (
      SELECT r.rule_id, v.verdict,
        coalesce(sum(CASE WHEN c.expected = v.verdict AND c.got = v.verdict THEN c.cases END), 0) AS true_positive,
        coalesce(sum(CASE WHEN c.expected <> v.verdict AND c.got = v.verdict THEN c.cases END), 0) AS false_positive,
        coalesce(sum(CASE WHEN c.expected = v.verdict AND c.got <> v.verdict THEN c.cases END), 0) AS false_negative
      FROM rule r CROSS JOIN verdict v LEFT JOIN counted c ON c.rule_id = r.rule_id GROUP BY r.rule_id, v.verdict),
    together AS (
      SELECT rule_id, verdict, true_positive, false_positive, false_negative, 1 AS rules FROM counts
      UNION ALL SELECT '{ALL_RULES}', verdict, sum(true_positive), sum(false_positive), sum(false_negative), count(*)
      FROM counts GROUP BY verdict),
    whole AS (
      SELECT t.rule_id, t.verdict, CAST(t.true_positive AS BIGINT) AS true_positive,
        CAST(t.false_positive AS BIGINT) AS false_positive, CAST(t.false_negative AS BIGINT) AS false_negative,
        CAST(t.rules * e.entries - t.true_positive - t.false_positive - t.false_negative AS BIGINT) AS true_negative
      FROM together t CROSS JOIN (SELECT count(*) AS entries FROM assets) e)
    SELECT rule_id, verdict, true_positive, false_positive, false_negative, true_negative,
      {_rate("true_positive", "true_positive + false_positive", "precision")},
      {_rate("true_positive", "true_positive + false_negative", "recall")},
      {_f1("true_positive", "true_positive + false_positive + false_negative")}
    FROM whole
    ORDER BY rule_id = '{ALL_RULES}', rule_id, CASE verdict WHEN 'hit' THEN 1 WHEN 'unknown' THEN 2 ELSE 3 END"""


def _kinds() -> str:
    """Return SQL for the table of kinds: what became of the cases of each kind."""
    became = ", ".join(
        f"CAST(sum(CASE WHEN got = '{verdict}' THEN cases ELSE 0 END) AS BIGINT) AS got_{verdict}"
        for verdict in ("hit", "unknown", "exempt", "clear")
    )
    return f"""
    WITH counts AS (
      SELECT rule_id, kind, expected, CAST(sum(cases) AS BIGINT) AS planted,
        CAST(sum(CASE WHEN got = expected THEN cases ELSE 0 END) AS BIGINT) AS as_expected, {became}
      FROM counted WHERE kind <> '' OR got <> expected GROUP BY rule_id, kind, expected)
    SELECT rule_id, kind, expected, planted, as_expected, got_hit, got_unknown, got_exempt, got_clear,
      {_rate("as_expected", "planted", "share")}
    FROM counts ORDER BY rule_id, kind, expected"""


def _rate(part: str, whole: str, name: str) -> str:
    """Return SQL for a share and its Wilson bounds; null where the whole is 0."""
    low, high = _wilson(part, whole)
    share = f"CAST({part} AS DOUBLE) / nullif({whole}, 0)"
    return f"{share} AS {name}, {low} AS {name}_low, {high} AS {name}_high"


def _wilson(part: str, whole: str) -> tuple[str, str]:
    """Return SQL for the bounds of the 95 % score interval of a share.

    *Source:* E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
    """
    n, k = f"CAST(nullif({whole}, 0) AS DOUBLE)", f"CAST({part} AS DOUBLE)"
    centre = f"({k} + {Z * Z / 2}) / ({n} + {Z * Z})"
    half = f"{Z} * sqrt({k} * ({n} - {k}) / {n} + {Z * Z / 4}) / ({n} + {Z * Z})"
    low, high = f"greatest({centre} - {half}, 0.0)", f"least({centre} + {half}, 1.0)"
    return f"CASE WHEN {whole} > 0 THEN {low} END", f"CASE WHEN {whole} > 0 THEN {high} END"


def _f1(hits: str, concerned: str) -> str:
    """Return SQL for F1 and its bounds.

    F1 = 2J / (1 + J) rises with the share J of true positives among all cases concerned, so the Wilson bounds of J give
    those of F1.
    """
    low, high = _wilson(hits, concerned)
    share = f"CAST({hits} AS DOUBLE) / nullif({concerned}, 0)"
    named = ((share, "f1"), (low, "f1_low"), (high, "f1_high"))
    return ", ".join(f"2.0 * ({value}) / (1.0 + ({value})) AS {name}" for value, name in named)
