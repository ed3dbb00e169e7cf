"""Running a rule's worked cases on a backend, with the meaning a run gives it.

Scope and predicate together: true is a hit, null is unknown, false is clear. A recorded exemption makes hit and unknown
exempt; an exemption by kind only a hit. A hit whose predicate names an absence seen by a source of partial coverage is
unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.sql_text import literal
from jianfu.engine.detection.predicate import bind, measures_in, measures_of, unset_limits
from jianfu.engine.detection.rule import Case, LimitValue, Rule, Severity, Text
from jianfu.engine.detection.rule_word import SEVERITY_WORDS, VERDICT_WORDS
from jianfu.engine.schema.measures import BY_CODE

CASE_DAY = date(2026, 8, 1)
"""The day a case that names none is judged for: every rule the packs ship has begun by then."""

EVERY_VERDICT = ("hit", "clear", "unknown", "exempt")
UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: the verdict (``unset`` where a limit has no value) and, unless clear, the severity."""

    verdict: str
    severity: Severity | None = None

    def words(self, lang: str) -> str:
        """Return verdict and severity in words."""
        verdict = VERDICT_WORDS[self.verdict].get(lang)
        return f"{verdict} ({SEVERITY_WORDS[self.severity].get(lang)})" if self.severity else verdict


@dataclass(frozen=True, slots=True)
class CaseFault:
    """A case that does not come out as written, or (without a case) a kind of case the rule lacks."""

    rule_id: str
    case: str
    expected: Outcome
    found: Outcome | None = None

    def sentence(self, lang: str) -> str:
        """Return the fault as one line in that language (Chinese unless ``en``)."""
        expected = self.expected.words(lang)
        if self.found is None:
            lacking = Text(
                f"{self.rule_id} 缺少结果为“{expected}”的案例；每条规则至少要有命中、未命中、不明、豁免的案例各一个。",
                f"{self.rule_id} has no case that expects “{expected}”; a rule needs one each of hit, clear, unknown "
                "and exempt.",
            )
            return lacking.get(lang)
        found = self.found.words(lang)
        wrong = Text(
            f"{self.rule_id} 的案例“{self.case}”应为“{expected}”，实际是“{found}”。请核对规则或案例。",
            f"{self.rule_id}, case “{self.case}”: expected “{expected}”, found “{found}”. Check the rule or the case.",
        )
        return wrong.get(lang)


def outcomes(rule: Rule, backend: Backend) -> tuple[Outcome, ...]:
    """Judge all cases of a rule: the measures given, all others missing. A rule that is off is judged as though on."""
    settled = {number: early for number, case in enumerate(rule.cases) if (early := _before_judging(rule, case))}
    selects = [_select(rule, case, number) for number, case in enumerate(rule.cases) if number not in settled]
    for row in backend.sql("\nUNION ALL\n".join(selects)).to_pylist() if selects else ():
        case = rule.cases[row["number"]]
        settled[row["number"]] = _outcome(rule, case, row["holds"], row["by_kind"], row["step"])
    return tuple(settled[number] for number in range(len(rule.cases)))


def faults_in_cases(rules: Iterable[Rule], backend: Backend) -> tuple[CaseFault, ...]:
    """Run all cases of the rules; return those that come out otherwise, and the kinds of case a rule lacks."""
    return tuple(fault for rule in rules for fault in (*_lacking(rule), *_wrong(rule, backend)))


def _lacking(rule: Rule) -> list[CaseFault]:
    given = {case.expect for case in rule.cases}
    return [CaseFault(rule.id, "", Outcome(verdict)) for verdict in EVERY_VERDICT if verdict not in given]


def _wrong(rule: Rule, backend: Backend) -> list[CaseFault]:
    wrong = []
    for case, found in zip(rule.cases, outcomes(rule, backend), strict=True):
        expected = Outcome(case.expect, case.severity)
        if found.verdict != expected.verdict or expected.severity not in (None, found.severity):
            wrong.append(CaseFault(rule.id, case.name, expected, found))
    return wrong


def _before_judging(rule: Rule, case: Case) -> Outcome | None:
    """Return the outcome of a case no evidence can change: the rule is not in force, or a limit is not set."""
    day = case.as_of or CASE_DAY
    if not rule.in_force(day):
        return Outcome("clear")
    return Outcome(UNSET) if unset_limits(_with_limits(rule, case), day) else None


def _outcome(rule: Rule, case: Case, holds: bool | None, by_kind: bool, step: int) -> Outcome:
    if holds is False:
        return Outcome("clear")
    severity = rule.severity[step].severity
    if case.exempted or (holds and by_kind):
        return Outcome("exempt", severity)
    unproven = any(code in case.partial for code in measures_in(rule.predicate))
    return Outcome("unknown" if holds is None or unproven else "hit", severity)


def _with_limits(rule: Rule, case: Case) -> Rule:
    """Return the rule with the limits a case sets."""
    if not case.limits:
        return rule
    local = {code: (LimitValue(value, None, "", "I"),) for code, value in case.limits.items()}
    limits = (replace(limit, values=local.get(limit.code, limit.values)) for limit in rule.limits)
    return replace(rule, limits=tuple(limits))


def _select(rule: Rule, case: Case, number: int) -> str:
    """Return SQL for one case: does the rule hold (null: unknown), is it exempt by kind, which severity step holds."""
    day, rule = case.as_of or CASE_DAY, _with_limits(rule, case)
    given = {"as_of": day, **case.given}
    columns = ", ".join(_column(code, given.get(code)) for code in measures_of(rule))
    whens = " ".join(f"WHEN {bind(step.when, rule, day)} THEN {n}" for n, step in enumerate(rule.severity) if step.when)
    step = f"CASE {whens} ELSE {len(rule.severity) - 1} END" if whens else f"{len(rule.severity) - 1}"
    by_kind = bind(rule.exempt_when, rule, day) if rule.exempt_when else "FALSE"
    return (
        f"SELECT {number} AS number, ({bind(rule.applies_to, rule, day)}) AND ({bind(rule.predicate, rule, day)}) "
        f"AS holds, coalesce({by_kind}, FALSE) AS by_kind, {step} AS step FROM (SELECT {columns})"
    )


def _column(code: str, value: object) -> str:
    plain = value is None or isinstance(value, (bool, int, float))
    written = "NULL" if value is None else str(value) if plain else literal(str(value))
    return f'CAST({written} AS {BY_CODE[code].sql_type}) AS "{code}"'
