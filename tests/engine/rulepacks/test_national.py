"""The readings of the national rules that the contract fixes: which measures, which day, what comes of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jianfu.engine.detection.pack import load
from jianfu.engine.detection.predicate import unset_limits, waits_for
from jianfu.engine.schema.words import EXEMPTION_REASONS

NATIONAL = {rule.id: rule for rule in load()}
SEPTEMBER = date(2026, 9, 1)
PUBLISHING = {"category": "new_media", "state": "active", "not_closed": True, "account_type": "publishing"}
APP = {"category": "app", "not_closed": True}
GROUP = {"category": "work_group", "state": "active", "not_closed": True, "has_notices": True}


READINGS = [
    ("NM-01", PUBLISHING, {"silent_days": 14}, SEPTEMBER, "clear"),
    ("NM-01", PUBLISHING, {"silent_days": 15}, SEPTEMBER, "hit fail"),
    ("NM-01", PUBLISHING, {"silent_days": 15, "account_type": "both"}, SEPTEMBER, "hit fail"),
    ("NM-01", PUBLISHING, {"silent_days": 15, "account_type": "service"}, SEPTEMBER, "clear"),
    ("NM-01", PUBLISHING, {"silent_days": 15, "state": "suspended"}, SEPTEMBER, "hit fail"),
    ("NM-01", PUBLISHING, {"silent_days": 15, "state": "closed"}, SEPTEMBER, "clear"),
    ("NM-02", PUBLISHING, {"silent_days": 6}, SEPTEMBER, "clear"),
    ("NM-02", PUBLISHING, {"silent_days": 7}, SEPTEMBER, "hit warn"),
    ("NM-02", PUBLISHING, {"silent_days": 14}, SEPTEMBER, "hit warn"),
    ("NM-02", PUBLISHING, {"silent_days": 15}, SEPTEMBER, "clear"),
    *(
        (rule, PUBLISHING, {"silent_days": days - 1}, SEPTEMBER, "clear")
        for rule, days in (("NM-03", 60), ("NM-04", 90))
    ),
    *(
        (rule, PUBLISHING, {"silent_days": days}, SEPTEMBER, "hit review")
        for rule, days in (("NM-03", 60), ("NM-04", 90))
    ),
    ("NM-06", PUBLISHING, {"silent_days": 364}, SEPTEMBER, "clear"),
    ("NM-06", PUBLISHING, {"silent_days": 365}, SEPTEMBER, "hit review"),
    ("NM-05", PUBLISHING, {"age_days": 30, "posts_90d": 0, "followers": 0}, SEPTEMBER, "hit review"),
    ("NM-05", PUBLISHING, {"age_days": 29, "posts_90d": 0, "followers": 0}, SEPTEMBER, "clear"),
    ("NM-05", PUBLISHING, {"age_days": 30, "never_posted": True}, SEPTEMBER, "hit review"),
    ("NM-05", PUBLISHING, {"age_days": 30, "posts_90d": 0}, SEPTEMBER, "unknown review"),
    ("NM-12", {"category": "new_media"}, {"state": "suspended"}, SEPTEMBER, "hit fail"),
    ("NM-12", {"category": "new_media"}, {"state": "closed"}, SEPTEMBER, "clear"),
    ("NM-13", PUBLISHING, {"accounts_on_platform": 2}, SEPTEMBER, "hit review"),
    ("A-01", APP, {"sponsor_level": "county"}, SEPTEMBER, "clear"),
    ("A-01", APP, {"sponsor_level": "village"}, date(2026, 1, 24), "clear"),
    ("A-01", APP, {"sponsor_level": "village"}, date(2026, 1, 25), "hit ban"),
    ("A-03", APP, {"filed": False, "opened_on": date(2026, 1, 25)}, date(2026, 1, 25), "hit ban"),
    ("A-03", APP, {"filed": False, "opened_on": date(2026, 1, 24)}, date(2026, 7, 24), "clear"),
    ("A-03", APP, {"filed": False, "opened_on": date(2026, 1, 24)}, date(2026, 7, 25), "hit ban"),
    ("A-03", APP, {"opened_on": date(2026, 1, 24)}, date(2026, 7, 25), "unknown ban"),
    ("A-04", APP, {"has_mandatory_feature": True}, date(2023, 12, 17), "clear"),
    ("A-04", APP, {"has_mandatory_feature": True}, date(2023, 12, 18), "hit ban"),
    ("A-12", APP, {"function_overlap": 0.5}, date(2018, 12, 27), "hit review"),
    ("A-12", APP, {"function_overlap": 0.5}, date(2018, 12, 26), "clear"),
    ("G-03", GROUP, {"groups_of_sponsor": 1}, SEPTEMBER, "clear"),
    ("G-03", GROUP, {"groups_of_sponsor": 2}, SEPTEMBER, "hit warn"),
    ("G-03", GROUP, {"groups_of_sponsor": 3}, SEPTEMBER, "hit review"),
    ("G-05", GROUP, {"matter_closed": True, "days_since_matter_closed": 8}, SEPTEMBER, "hit fail"),
    ("G-05", GROUP, {"matter_closed": True, "days_since_matter_closed": 7, "temporary": False}, SEPTEMBER, "clear"),
    ("G-05", GROUP, {"matter_closed": False, "temporary": True, "no_end_date": True}, SEPTEMBER, "hit warn"),
    ("G-05", GROUP, {"matter_closed": False, "temporary": True}, SEPTEMBER, "unknown warn"),
    ("G-06", GROUP, {"silent_days": 90}, SEPTEMBER, "hit review"),
    ("G-06", GROUP, {"silent_days": 90, "sub_kind": "值班应急群"}, SEPTEMBER, "exempt review"),
    ("G-12", GROUP, {"short_notices": 1}, SEPTEMBER, "hit warn"),
    ("G-12", GROUP, {"short_notices": 2}, SEPTEMBER, "hit review"),
    ("G-21", GROUP, {"is_merged": True, "msgs_per_day": 201.0}, SEPTEMBER, "hit review"),
    ("G-21", GROUP, {"is_merged": False, "msgs_per_day": 201.0}, SEPTEMBER, "clear"),
    ("G-21", GROUP, {"is_merged": True, "levels_spanned": 3}, SEPTEMBER, "hit review"),
    ("G-22", GROUP, {"rebuilt_elsewhere": True, "days_since_twin_dissolved": 90}, SEPTEMBER, "hit review"),
    ("G-22", GROUP, {"rebuilt_elsewhere": True, "days_since_twin_dissolved": -1}, SEPTEMBER, "clear"),
]


@pytest.mark.parametrize(("rule_id", "common", "given", "day", "expected"), READINGS)
def test_a_reading_the_contract_fixes_holds(
    judged: Callable[..., str], rule_id: str, common: dict[str, Any], given: dict[str, Any], day: date, expected: str
) -> None:
    assert judged(NATIONAL[rule_id], {**common, **given}, day) == expected


def test_every_worked_case_comes_out_as_written(faults_of: Callable[..., list[str]]) -> None:
    assert faults_of("national") == []


def test_rules_that_need_a_local_line_wait_for_it() -> None:
    assert [rule.id for rule in NATIONAL.values() if unset_limits(rule, SEPTEMBER)] == ["NM-17", "A-11"]


def test_only_the_local_rule_on_inner_offices_is_off() -> None:
    assert [rule.id for rule in NATIONAL.values() if not rule.enabled] == ["NM-14"]


def test_the_rules_on_sets_name_their_members() -> None:
    named = {rule.id: rule.names_set_by for rule in NATIONAL.values() if rule.names_set_by}
    assert named == {
        "NM-13": ("accounts_on_platform",),
        "A-12": ("function_overlap",),
        "G-03": ("groups_of_sponsor",),
        "G-07": ("twin_groups",),
    }


def test_what_no_table_carries_yet_waits_for_observations() -> None:
    waiting = {rule.id for rule in NATIONAL.values() if waits_for(rule)}
    assert {"NM-08", "NM-18", "A-02", "A-13", "A-16", "G-04", "G-11", "G-20"} <= waiting
    assert not {"NM-01", "NM-05", "A-01", "A-03", "A-04", "G-05", "G-06", "G-10", "G-12", "G-21"} & waiting


def test_every_reason_for_an_exemption_serves_some_rule() -> None:
    used = {code for rule in NATIONAL.values() for code in rule.exemptions}
    assert used == {word.code for word in EXEMPTION_REASONS}
