"""Rules are bound to a day: limits put in, the others set apart with the reason."""

from datetime import date
from typing import Any

import pytest

from jianfu.engine.detection.bound import bind_rules
from jianfu.engine.detection.rule import Limit, LimitValue, Rule, SeverityStep, Text

DATED = (LimitValue(30, date(2020, 1, 1), "S1", "P"), LimitValue(60, date(2024, 1, 1), "S2", "P"))


def _rule(**given: Any) -> Rule:
    base: dict[str, Any] = {
        "id": "T-01",
        "version": "1",
        "name": Text("规则", "rule"),
        "pack": "national",
        "applies_to": "category = 'app' AND state = 'active'",
        "predicate": "silent_days >= limit.days",
        "severity": (SeverityStep("ban", "silent_days > 2 * limit.days"), SeverityStep("warn")),
        "sentence": Text("", ""),
        "basis": Text("", ""),
        "source": ("S1",),
        "source_status": "P",
        "limits": (Limit("days", Text("天", "days"), "days", DATED),),
    }
    return Rule(**(base | given))


@pytest.mark.parametrize(("as_of", "limit"), [(date(2021, 1, 1), 30), (date(2024, 1, 1), 60), (date(2026, 1, 1), 60)])
def test_the_limit_of_the_day_is_put_in(as_of: date, limit: int) -> None:
    (bound,), others = bind_rules((_rule(),), as_of)
    assert str(limit) in bound.predicate
    assert str(limit) in bound.severity
    assert bound.limits == {"silent_days": limit}
    assert others == ()


@pytest.mark.parametrize(
    ("given", "as_of", "why"),
    [
        ({"enabled": False}, date(2026, 1, 1), "off"),
        ({"in_force_from": date(2026, 1, 2)}, date(2026, 1, 1), "not_in_force"),
        ({"in_force_until": date(2025, 12, 31)}, date(2026, 1, 1), "not_in_force"),
        ({}, date(2019, 1, 1), "limit_unset"),
    ],
)
def test_a_rule_that_does_not_bind_is_set_apart_with_the_reason(given: dict[str, Any], as_of: date, why: str) -> None:
    bound, (other,) = bind_rules((_rule(**given),), as_of)
    assert (bound, other.why) == ((), why)


def test_scope_conditions_are_evidence_too_but_the_category_is_not() -> None:
    (bound,), _ = bind_rules((_rule(),), date(2026, 1, 1))
    assert (bound.measures, bound.conditions, bound.absences) == (("silent_days",), ("state",), ("silent_days",))
    assert bound.column == "v_t_01"
