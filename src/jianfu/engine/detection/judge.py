"""All rules judged in one pass over columns: one small verdict column a rule, and one tally of them."""

from dataclasses import dataclass
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.bound import Bound, NotEvaluated
from jianfu.engine.detection.observations import PARTIAL_SUFFIX
from jianfu.engine.detection.sql import day, text

CLEAR, HIT, UNKNOWN, WAIVED, EXEMPT_KIND, UNKNOWN_PARTIAL = range(6)
"""Codes of a verdict column: exempt by a recorded exemption (WAIVED) or by kind; unknown for want of evidence or
because the source's coverage is partial."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one rule: entries it applies to, hits, unknown, exempt; per measure, entries unknown for it."""

    rule_id: str
    applies: int
    hits: int
    unknown: int
    exempt: int
    missing: dict[str, int]

    @property
    def hit_percent(self) -> float:
        """Return hits per hundred entries the rule applies to; 0 where it applies to none."""
        return 100.0 * self.hits / self.applies if self.applies else 0.0


def waive(backend: Backend, as_of: date) -> None:
    """Make table ``in_force`` (exemptions in force on that day, one an entry and rule) and table ``waivers``.

    An exemption without a first day counts from the beginning. ``waivers`` gives each entry its rules as
    ``|NM-04|G-06|`` and whether one of its exemption rows was rejected.
    """
    backend.sql(
        f"""
        SELECT asset_id, rule_id, min(reason_code) AS reason_code, min(basis) AS basis, max(valid_until) AS valid_until
        FROM exemptions WHERE coalesce(valid_from, valid_until) <= {day(as_of)} AND valid_until >= {day(as_of)}
          OR valid_from IS NULL AND valid_until >= {day(as_of)}
        GROUP BY asset_id, rule_id""",
        into="in_force",
    )
    backend.sql(
        """
        WITH given AS (
          SELECT asset_id, '|' || array_to_string(list_sort(list(rule_id)), '|') || '|' AS waived, FALSE AS doubtful
          FROM in_force GROUP BY asset_id
          UNION ALL SELECT DISTINCT asset_id, '', TRUE FROM incomplete WHERE table_code = 'exemptions')
        SELECT asset_id, max(waived) AS waived, bool_or(doubtful) AS exemption_doubtful FROM given GROUP BY asset_id""",
        into="waivers",
    )


def judge(backend: Backend, bound: tuple[Bound, ...], facts: str) -> None:
    """Make table ``judged``: the facts (a SELECT) with one verdict column a rule. Needs ``waivers``."""
    verdicts = "".join(f",\n{verdict(rule, waived='w.waived')} AS {rule.column}" for rule in bound)
    backend.sql(
        f"""
        SELECT f.*, w.waived AS waived_rules, coalesce(w.exemption_doubtful, FALSE) AS exemption_doubtful{verdicts}
        FROM ({facts}) f LEFT JOIN waivers w ON w.asset_id = f.asset_id""",
        into="judged",
    )


def verdict(rule: Bound, *, waived: str) -> str:
    """Return SQL for the code of a rule's verdict over facts ``f``; *waived* is the column of rules exempted."""
    both = f"(({rule.applies}) AND ({rule.predicate}))"
    exempted = f"coalesce(strpos({waived}, {text(f'|{rule.rule.id}|')}), 0) > 0"
    partial = " OR ".join(f"f.{code}{PARTIAL_SUFFIX}" for code in rule.absences) or "FALSE"
    return (
        f"CAST(CASE WHEN {both} THEN CASE WHEN {exempted} THEN {WAIVED} WHEN {rule.exempt_when} THEN {EXEMPT_KIND} "
        f"WHEN {partial} THEN {UNKNOWN_PARTIAL} ELSE {HIT} END "
        f"WHEN {both} IS NULL THEN CASE WHEN {exempted} THEN {WAIVED} ELSE {UNKNOWN} END ELSE {CLEAR} END AS TINYINT)"
    )


def tally(backend: Backend, bound: tuple[Bound, ...]) -> tuple[Tally, ...]:
    """Count every rule's verdicts in one pass over ``judged``."""
    if not bound:
        return ()
    columns = [
        f"sum(CASE WHEN {expression} THEN 1 ELSE 0 END) AS {name}"
        for rule in bound
        for name, expression in _counts(rule)
    ]
    row = backend.sql(f"SELECT {', '.join(columns)} FROM judged").to_pylist()[0]
    return tuple(_tally(rule, {name: int(row[name] or 0) for name, _ in _counts(rule)}) for rule in bound)


def _counts(rule: Bound) -> list[tuple[str, str]]:
    verdict = rule.column
    counts = [
        (f"{verdict}_applies", f"coalesce({rule.applies}, TRUE)"),
        (f"{verdict}_hits", f"{verdict} = {HIT}"),
        (f"{verdict}_unknown", f"{verdict} IN ({UNKNOWN}, {UNKNOWN_PARTIAL})"),
        (f"{verdict}_exempt", f"{verdict} IN ({WAIVED}, {EXEMPT_KIND})"),
    ]
    missing = dict.fromkeys(rule.measures + rule.conditions)
    return counts + [(f"{verdict}__{code}", f"{verdict} = {UNKNOWN} AND {code} IS NULL") for code in missing]


def _tally(rule: Bound, counts: dict[str, int]) -> Tally:
    verdict = rule.column
    missing = {name.split("__", 1)[1]: count for name, count in counts.items() if "__" in name and count}
    return Tally(
        rule.rule.id,
        counts[f"{verdict}_applies"],
        counts[f"{verdict}_hits"],
        counts[f"{verdict}_unknown"],
        counts[f"{verdict}_exempt"],
        missing,
    )


def lacking(backend: Backend, bound: tuple[Bound, ...]) -> frozenset[str]:
    """Return the measures that not one entry of the whole input has."""
    codes = sorted({code for rule in bound for code in rule.measures + rule.conditions})
    if not codes:
        return frozenset()
    counts = ", ".join(f"count({code}) AS {code}" for code in codes)
    row = backend.sql(f"SELECT {counts} FROM judged").to_pylist()[0]
    return frozenset(code for code in codes if not row[code])


def set_apart(
    bound: tuple[Bound, ...], tallies: tuple[Tally, ...], without: frozenset[str]
) -> tuple[tuple[Bound, ...], tuple[NotEvaluated, ...]]:
    """Part the rules that can be reported from those that rest on a measure the whole input lacks.

    A rule that hit or exempted someone all the same (through another of its measures) is reported.
    """
    kept: list[Bound] = []
    apart: list[NotEvaluated] = []
    for rule, count in zip(bound, tallies, strict=True):
        waits = tuple(code for code in dict.fromkeys(rule.measures + rule.conditions) if code in without)
        if waits and not count.hits and not count.exempt:
            apart.append(NotEvaluated(rule.rule.id, "measure_missing", waits))
        else:
            kept.append(rule)
    return tuple(kept), tuple(apart)
