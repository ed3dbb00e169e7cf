from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jianfu.engine.detection.pack import load, packs_named

RULES = {rule.id: rule for rule in load(["jiangsu"])}
SEPTEMBER = date(2026, 9, 1)
APP = {"category": "app", "not_closed": True}


@pytest.mark.parametrize(
    ("rule_id", "given", "day", "expected"),
    [
        ("A-01", {"sponsor_level": "county"}, date(2025, 6, 30), "clear"),
        ("A-01", {"sponsor_level": "county"}, date(2025, 7, 1), "hit review"),
        ("A-01", {"sponsor_level": "town"}, date(2026, 1, 24), "clear"),
        ("A-01", {"sponsor_level": "town"}, date(2026, 1, 25), "hit ban"),
        ("A-01", {"sponsor_level": "city"}, SEPTEMBER, "clear"),
        ("A-01", {}, SEPTEMBER, "unknown review"),
        ("NM-09", {"broken_functions": 1}, SEPTEMBER, "hit deduct"),
        ("NM-09", {"broken_functions": 1, "app_unusable": True}, SEPTEMBER, "hit fail"),
        ("A-15", {"rectification_overdue": True, "filed": False}, SEPTEMBER, "hit fail"),
    ],
)
def test_the_province_reads_the_rule_in_its_own_way(
    judged: Callable[..., str], rule_id: str, given: dict[str, Any], day: date, expected: str
) -> None:
    assert RULES[rule_id].pack == "jiangsu"
    assert judged(RULES[rule_id], {**APP, **given}, day) == expected


def test_every_worked_case_comes_out_as_written(faults_of: Callable[..., list[str]]) -> None:
    assert faults_of("jiangsu") == []


def test_it_is_a_province_and_no_example() -> None:
    pack = packs_named(["jiangsu"])[-1]
    assert (pack.level, pack.region_code, pack.example) == ("province", "320000", False)
