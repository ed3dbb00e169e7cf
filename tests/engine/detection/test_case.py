from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection.case import CASE_DAY, CaseFault, Outcome, faults_in_cases, outcomes
from jianfu.engine.detection.pack import load
from jianfu.engine.detection.rule import Case, Rule

RULES = {rule.id: rule for rule in load()}
DEAD = {"category": "work_group", "state": "active", "not_closed": True}


def with_cases(rule_id: str, *cases: Case) -> Rule:
    return replace(RULES[rule_id], cases=cases)


JUDGED = [
    ("G-06", Case("静默", {**DEAD, "silent_days": 90}, "hit"), Outcome("hit", "review")),
    ("G-06", Case("有消息", {**DEAD, "silent_days": 3}, "clear"), Outcome("clear")),
    ("G-06", Case("缺证据", DEAD, "unknown"), Outcome("unknown", "review")),
    ("G-06", Case("范围不明", {"silent_days": 90, "state": "active"}, "unknown"), Outcome("unknown", "review")),
    ("G-06", Case("豁免", {**DEAD, "silent_days": 90}, "exempt", exempted=True), Outcome("exempt", "review")),
    ("G-06", Case("不明而豁免", DEAD, "exempt", exempted=True), Outcome("exempt", "review")),
    ("G-06", Case("无事不必豁免", {**DEAD, "silent_days": 3}, "clear", exempted=True), Outcome("clear")),
    (
        "G-06",
        Case("按类别", {**DEAD, "silent_days": 90, "sub_kind": "值班应急群"}, "exempt"),
        Outcome("exempt", "review"),
    ),
    ("G-06", Case("按类别不及不明", {**DEAD, "sub_kind": "值班应急群"}, "unknown"), Outcome("unknown", "review")),
    (
        "G-06",
        Case("来源不全", {**DEAD, "silent_days": 90}, "unknown", partial=("silent_days",)),
        Outcome("unknown", "review"),
    ),
    ("G-06", Case("来源不全而有消息", {**DEAD, "silent_days": 3}, "clear", partial=("silent_days",)), Outcome("clear")),
    ("NM-17", Case("限值未设", {"category": "new_media", "followers": 0}, "hit"), Outcome("unset")),
    ("A-01", Case("未施行", {"category": "app"}, "clear", as_of=date(2020, 1, 1)), Outcome("clear")),
    ("G-03", Case("两个", {**DEAD, "groups_of_sponsor": 2}, "hit"), Outcome("hit", "warn")),
    ("G-03", Case("三个", {**DEAD, "groups_of_sponsor": 3}, "hit"), Outcome("hit", "review")),
    ("G-03", Case("自定限值", {**DEAD, "groups_of_sponsor": 3}, "hit", limits={"warn_above": 9}), Outcome("clear")),
]


def test_a_case_comes_out_as_a_run_would_judge_it(backend: Backend) -> None:
    for rule_id in dict.fromkeys(judged for judged, _, _ in JUDGED):
        cases, expected = zip(*((case, outcome) for judged, case, outcome in JUDGED if judged == rule_id), strict=True)
        assert outcomes(with_cases(rule_id, *cases), backend) == expected


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path)) as opened:
        yield opened


def test_cases_are_judged_in_their_order_whatever_ends_early(embedded: DuckDB) -> None:
    early = Case("未施行", {}, "clear", as_of=date(2000, 1, 1))
    hit = Case("命中", {"category": "app", "not_closed": True, "sponsor_level": "town"}, "hit")
    assert outcomes(with_cases("A-01", early, hit, early), embedded) == (
        Outcome("clear"),
        Outcome("hit", "ban"),
        Outcome("clear"),
    )


def test_a_case_that_comes_out_otherwise_is_named_with_both_outcomes(embedded: DuckDB) -> None:
    rule = RULES["G-06"]
    wrong = Case("写错的案例", {**DEAD, "silent_days": 89}, "hit", severity="review")
    (fault,) = faults_in_cases([replace(rule, cases=(*rule.cases, wrong))], embedded)
    assert fault == CaseFault("G-06", "写错的案例", Outcome("hit", "review"), Outcome("clear"))
    assert "写错的案例" in fault.sentence("zh")
    assert "expected “hit (review)”, found “clear”" in fault.sentence("en")


def test_a_wrong_severity_is_a_fault_too(embedded: DuckDB) -> None:
    rule = RULES["G-06"]
    wrong = Case("级别写错", {**DEAD, "silent_days": 90}, "hit", severity="ban")
    (fault,) = faults_in_cases([replace(rule, cases=(*rule.cases, wrong))], embedded)
    assert fault.found == Outcome("hit", "review")


@pytest.mark.parametrize("kind", ["hit", "clear", "unknown", "exempt"])
def test_a_rule_without_a_kind_of_case_is_told_which(embedded: DuckDB, kind: str) -> None:
    rule = RULES["G-06"]
    kept = tuple(case for case in rule.cases if case.expect != kind)
    (fault,) = faults_in_cases([replace(rule, cases=kept)], embedded)
    assert fault.expected == Outcome(kind)
    assert fault.found is None
    assert "G-06" in fault.sentence("zh")
    assert kind in fault.sentence("en")


def test_the_day_of_an_undated_case_is_one_on_which_every_rule_binds() -> None:
    assert [rule.id for rule in RULES.values() if not rule.in_force(CASE_DAY)] == []
