"""Rules bound to a day: limits in force put in, what cannot be evaluated set apart with the reason."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jianfu.engine.detection.predicate import Comparison, Value, bind, compared, measures_in, unset_limits
from jianfu.engine.detection.rule import Rule
from jianfu.engine.detection.sql import text
from jianfu.engine.schema.measures import BY_CODE

Why = Literal["measure_missing", "limit_unset", "off", "not_in_force"]


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule listed once instead of once an entry: why, and which measures or limit it waits for."""

    rule_id: str
    why: Why
    measures: tuple[str, ...] = ()
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule as SQL for one day. *limits* gives, for a measure, the limit it is compared with in this rule."""

    rule: Rule
    as_of: date
    applies: str
    predicate: str
    severity: str
    exempt_when: str
    measures: tuple[str, ...]
    conditions: tuple[str, ...]
    limits: dict[str, Value]

    @property
    def column(self) -> str:
        """Return the name of the rule's verdict column."""
        return "v_" + self.rule.id.replace("-", "_").lower()

    @property
    def absences(self) -> tuple[str, ...]:
        """Return the measures that prove nothing when they come from a source of partial coverage."""
        return tuple(code for code in self.measures if BY_CODE[code].absence)


def bind_rules(rules: tuple[Rule, ...], as_of: date) -> tuple[tuple[Bound, ...], tuple[NotEvaluated, ...]]:
    """Bind every rule that binds on that day; give the others with the reason they do not."""
    bound: list[Bound] = []
    others: list[NotEvaluated] = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        kept_out = _kept_out(rule, as_of)
        if kept_out:
            others.append(kept_out)
        else:
            bound.append(_bind(rule, as_of))
    return tuple(bound), tuple(others)


def _kept_out(rule: Rule, as_of: date) -> NotEvaluated | None:
    if not rule.enabled:
        return NotEvaluated(rule.id, "off")
    if not rule.in_force(as_of):
        return NotEvaluated(rule.id, "not_in_force")
    unset = unset_limits(rule, as_of)
    if unset:
        return NotEvaluated(rule.id, "limit_unset", limit=unset[0])
    return None


def _bind(rule: Rule, as_of: date) -> Bound:
    predicate = bind(rule.predicate, rule, as_of) or "NULL"
    applies = bind(rule.applies_to, rule, as_of) or "TRUE"
    conditions = measures_in(rule.applies_to)
    return Bound(
        rule=rule,
        as_of=as_of,
        applies=applies,
        predicate=predicate,
        severity=_severity(rule, as_of),
        exempt_when=(bind(rule.exempt_when, rule, as_of) or "FALSE") if rule.exempt_when else "FALSE",
        measures=measures_in(rule.predicate),
        conditions=tuple(code for code in conditions if code != "category"),
        limits=_limits(rule, as_of),
    )


def _severity(rule: Rule, as_of: date) -> str:
    whens = [(bind(step.when, rule, as_of), step.severity) for step in rule.severity if step.when]
    last = rule.severity[-1].severity
    cases = " ".join(f"WHEN {when} THEN {text(severity)}" for when, severity in whens if when)
    return f"CASE {cases} ELSE {text(last)} END" if cases else text(last)


def _limits(rule: Rule, as_of: date) -> dict[str, Value]:
    """Pair each measure with the limit or literal it is first held against."""
    limits: dict[str, Value] = {}
    for held in compared(rule.predicate):
        value = _limit_value(rule, held, as_of)
        if value is not None:
            limits.setdefault(held.measure, value)
    return limits


def _limit_value(rule: Rule, held: Comparison, as_of: date) -> Value | None:
    if held.limit:
        dated = rule.limit(held.limit).at(as_of)
        return dated.value if dated else None
    if isinstance(held.literal, tuple):
        return "; ".join(str(item) for item in held.literal)
    return held.literal
