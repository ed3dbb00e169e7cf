"""Running a rule's worked cases on DuckDB, with the meaning a run gives it.

Scope and predicate together: true is a hit, null is unknown, false is clear. A recorded exemption makes hit and unknown
exempt; an exemption by kind only a hit. A hit that rests on an absence seen by a source of partial coverage is unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from jianfu.engine.detection.predicate import bind, measures_in, measures_of, unset_limits
from jianfu.engine.detection.rule import Case, LimitValue, Rule, Severity, Text
from jianfu.engine.schema.measures import BY_CODE

CASE_DAY = date(2026, 8, 1)
"""The day a case that names none is judged for: every rule the packs ship has begun by then."""

EVERY_VERDICT = ("hit", "clear", "unknown", "exempt")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: the verdict (unset where a limit has no value), and the severity of what is not clear."""

    verdict: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class CaseFault:
    """A case that does not come out as written, or a kind of case a rule lacks."""

    rule_id: str
    case: str
    expected: str
    found: str

    def sentence(self, lang: str) -> str:
        """Return the fault as one line in that language (Chinese unless ``en``)."""
        said = Text(
            f"{self.rule_id} 案例“{self.case}”:应为 {self.expected},实际是 {self.found}",
            f"{self.rule_id}, case “{self.case}”: expected {self.expected}, found {self.found}",
        )
        lacking = Text(
            f"{self.rule_id} 缺少结果为 {self.expected} 的案例;每条规则至少各有一个命中、未命中、不明、豁免的案例",
            f"{self.rule_id} has no case that expects {self.expected}; a rule needs hit, clear, unknown and exempt",
        )
        return (said if self.case else lacking).get(lang)


def outcome(rule: Rule, case: Case, session: duckdb.DuckDBPyConnection) -> Outcome:
    """Judge one case: the measures given, all others missing. A rule that is off is judged as though it were on."""
    as_of = case.as_of or CASE_DAY
    rule = _with_limits(rule, case)
    if not rule.in_force(as_of):
        return Outcome("clear")
    if unset_limits(rule, as_of):
        return Outcome("unset")
    holds, by_kind, step = _judged(rule, {"as_of": as_of, **case.given}, as_of, session)
    if holds is False:
        return Outcome("clear")
    severity = rule.severity[step].severity
    if case.exempted or (holds and by_kind):
        return Outcome("exempt", severity)
    unproven = holds and any(code in case.partial for code in measures_in(rule.predicate))
    return Outcome("unknown" if holds is None or unproven else "hit", severity)


def faults_in_cases(rules: Iterable[Rule]) -> tuple[CaseFault, ...]:
    """Run all cases of the rules; return those that come out otherwise, and the kinds of case a rule lacks."""
    with duckdb.connect() as session:
        return tuple(fault for rule in rules for fault in (*_lacking(rule), *_wrong(rule, session)))


def _lacking(rule: Rule) -> list[CaseFault]:
    given = {case.expect for case in rule.cases}
    return [CaseFault(rule.id, "", verdict, "—") for verdict in EVERY_VERDICT if verdict not in given]


def _wrong(rule: Rule, session: duckdb.DuckDBPyConnection) -> list[CaseFault]:
    wrong = []
    for case in rule.cases:
        found = outcome(rule, case, session)
        if found.verdict != case.expect or (case.severity and case.severity != found.severity):
            expected = f"{case.expect} {case.severity or ''}".strip()
            wrong.append(CaseFault(rule.id, case.name, expected, f"{found.verdict} {found.severity or ''}".strip()))
    return wrong


def _with_limits(rule: Rule, case: Case) -> Rule:
    if not case.limits:
        return rule
    limits = tuple(
        replace(limit, values=(LimitValue(case.limits[limit.code], None, "", "I"),))
        if limit.code in case.limits
        else limit
        for limit in rule.limits
    )
    return replace(rule, limits=limits)


def _judged(
    rule: Rule, given: dict[str, object], as_of: date, session: duckdb.DuckDBPyConnection
) -> tuple[bool | None, bool, int]:
    """Return whether the rule holds (null: unknown), whether it is exempt by kind, and which severity step holds."""
    codes = measures_of(rule)
    columns = ", ".join(f'CAST(? AS {BY_CODE[code].sql_type}) AS "{code}"' for code in codes)
    whens = " ".join(
        f"WHEN {bind(step.when, rule, as_of)} THEN {n}" for n, step in enumerate(rule.severity) if step.when
    )
    step = f"CASE {whens} ELSE {len(rule.severity) - 1} END" if whens else f"{len(rule.severity) - 1}"
    by_kind = bind(rule.exempt_when, rule, as_of) if rule.exempt_when else "FALSE"
    query = (
        f"SELECT ({bind(rule.applies_to, rule, as_of)}) AND ({bind(rule.predicate, rule, as_of)}), "
        f"coalesce({by_kind}, FALSE), {step} FROM (SELECT {columns})"
    )
    values: Sequence[object] = [given.get(code) for code in codes]
    row = session.execute(query, values).fetchone()
    if row is None:
        raise RuntimeError(rule.id)
    return row[0], row[1], row[2]
