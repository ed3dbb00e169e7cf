from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu.engine.detection.rule import Rule
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report.facts import ReportFacts


def test_every_live_entry_has_one_line_in_the_plan(facts: ReportFacts) -> None:
    planned = facts.planning.planned
    assert planned.entries == 5
    assert {row.disposition: sum(row.by_category) for row in planned.proposed if sum(row.by_category)} == {
        "keep": 2,
        "merge": 1,
        "migrate_close": 1,
        "review": 1,
    }


def test_functions_moved_between_two_entries_are_one_flow(facts: ReportFacts) -> None:
    (flow,) = facts.planning.planned.flows
    assert (flow.source_id, flow.target_id, flow.functions) == ("E0004", "E0001", 2)


def test_coverage_counts_every_state_and_nothing_is_uncovered(facts: ReportFacts) -> None:
    assert facts.planning.planned.coverage == (("kept", 1), ("moved", 2), ("unused", 1), ("uncovered", 0))
    assert facts.planning.planned.uncovered == 0


def test_a_refused_scenario_keeps_its_reason(facts: ReportFacts) -> None:
    refused = [row for row in facts.planning.planned.scenarios if row.status == "refused"]
    assert [(row.scenario, row.reason, row.closings) for row in refused] == [("reach_80", "最多可减到 41.2%", None)]


def test_rates_come_by_province_city_and_county(facts: ReportFacts) -> None:
    planned = facts.planning.planned
    assert [len(rates) for rates in (planned.whole, planned.cities, planned.counties)] == [2, 2, 2]
    assert planned.whole[0].gross_rate == pytest.approx(0.2)


def test_a_run_without_these_tables_says_so_and_counts_nothing(
    make_run: Callable[..., Path], rules: tuple[Rule, ...]
) -> None:
    facts = report_facts.gather(run=make_run(), rules=rules)
    assert facts.planning.written == frozenset()
    assert facts.planning.planned.entries == 0
