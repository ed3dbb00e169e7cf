from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jianfu.engine.detection.rule import Rule
from jianfu.tables.report import charts
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report.facts import ReportFacts


def test_every_chart_draws_the_figures_of_its_table(facts: ReportFacts) -> None:
    drawn = charts.all_charts(facts, geojson=None)
    found = {"states", "silence", "platforms", "hits", "missing", "map"}
    assert set(drawn) == found | {"calibration", "dispositions", "flows", "groups"}
    assert [link[2] for link in drawn["flows"]["links"]] == [flow.functions for flow in facts.planning.planned.flows]
    assert drawn["hits"]["series"][0]["values"] == [item.ready for item in facts.rules if item.hits]
    assert drawn["hits"]["series"][1]["values"] == [item.confirm for item in facts.rules if item.hits]
    assert drawn["map"]["values"]["entries"] == [tally.entries for tally in facts.totals.cities if tally.code]


def test_every_name_of_a_chart_is_in_both_languages(facts: ReportFacts) -> None:
    for name, chart in charts.all_charts(facts, geojson=None).items():
        if name == "flows":
            continue
        shown = [*chart["names"].values(), *chart["metrics"].values()] if name == "map" else chart["labels"]
        assert all(len(both) == 2 and all(both) for both in shown), name


def test_a_chart_without_figures_is_absent(make_run: Callable[..., Path], rules: tuple[Rule, ...]) -> None:
    facts = report_facts.gather(run=make_run(entries=0, quiet=True), rules=rules)
    assert charts.all_charts(facts, geojson=None) == {}


def test_a_map_of_one_city_shows_its_counties(facts: ReportFacts) -> None:
    one = tuple(tally for tally in facts.totals.cities if tally.code in ("3212", ""))
    within = tuple(tally for tally in facts.totals.counties if tally.code.startswith("3212"))
    lone = replace(facts, totals=replace(facts.totals, cities=one, counties=within))
    assert [tally.code for tally in charts.places(lone)] == [tally.code for tally in within]


def test_a_span_of_days_is_named_by_both_its_ends() -> None:
    assert (charts.days(7, 14).zh, charts.days(365, None).en) == ("7–14 天", "365 days or more")


def test_a_span_of_groups_is_named_by_its_ends_once_where_they_meet() -> None:
    assert [charts.span(*ends).zh for ends in ((2, 2), (3, 5), (31, None))] == ["2 个", "3–5 个", "31 个以上"]


def test_an_entry_that_gives_and_takes_stands_on_both_sides_of_the_flows(facts: ReportFacts) -> None:
    flow = facts.planning.planned.flows[0]
    back = replace(flow, source_id=flow.target_id, target_id=flow.source_id)
    planned = replace(facts.planning.planned, flows=(flow, back))
    drawn = charts.all_charts(replace(facts, planning=replace(facts.planning, planned=planned)), geojson=None)
    assert len(drawn["flows"]["labels"]) == 4
