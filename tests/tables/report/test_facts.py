from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from jianfu.engine.detection.rule import Rule
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report.facts import ReportFacts
from jianfu.tables.report.runfile import UnableToReadRun


def test_the_rules_judged_stand_accounts_first_then_apps_then_groups(facts: ReportFacts) -> None:
    assert [item.rule.id for item in facts.rules] == ["NM-01", "NM-04", "A-03", "G-06", "G-23"]


def test_the_figures_are_those_of_the_findings_table(facts: ReportFacts, run: Path) -> None:
    rows = duckdb.connect().execute(f"SELECT verdict, count(*) FROM '{run}/findings.parquet' GROUP BY ALL").fetchall()
    assert {"hit": facts.hits, "unknown": facts.unknown, "exempt": facts.exempt} == dict(rows)


def test_hits_of_a_rule_over_the_belt_are_all_to_be_confirmed(facts: ReportFacts) -> None:
    marked = {item.rule.id: (item.ready, item.confirm) for item in facts.rules if item.needs_confirmation}
    assert marked == {"NM-04": (0, 19)}


def test_a_limit_is_the_one_in_force_on_the_day_judged(facts: ReportFacts) -> None:
    limits = {item.rule.id: [limit.value and limit.value.value for limit in item.limits] for item in facts.rules}
    assert (limits["NM-01"], limits["NM-04"]) == ([14], [90])


def test_rules_not_evaluated_keep_their_rule_and_reason(facts: ReportFacts) -> None:
    told = [(item.rule_id, item.why, rule is not None) for item, rule in facts.not_evaluated]
    assert told == [("NM-17", "off", True), ("A-11", "limit_unset", True), ("A-13", "measure_missing", True)]


def test_files_beside_the_report_are_known_by_their_path(facts: ReportFacts) -> None:
    assert {"assets.csv", "rows/NM-01-hit.csv", "rows/assets-city-3201.csv"} <= facts.files


def test_the_silence_the_rules_judged_is_taken_where_it_is_kept(
    make_run: Callable[..., Path], rules: tuple[Rule, ...]
) -> None:
    run = make_run()
    duckdb.connect().execute(
        f"COPY (SELECT asset_id, 400::BIGINT AS silent_days, FALSE AS never_posted FROM '{run}/assets.parquet') "
        f"TO '{run}/measures.parquet'"
    )
    silence = report_facts.gather(run=run, rules=rules).totals.silence
    assert [sum(part.by_category) > 0 for part in silence.bins] == [False] * 7 + [True]


@pytest.mark.parametrize("file", ["run.json", "assets.parquet", "findings.parquet"])
def test_a_folder_that_is_no_whole_run_is_refused(
    make_run: Callable[..., Path], rules: tuple[Rule, ...], file: str
) -> None:
    run = make_run()
    (run / file).unlink()
    with pytest.raises(UnableToReadRun, match=file):
        report_facts.gather(run=run, rules=rules)


def test_findings_of_a_rule_not_given_are_refused(run: Path, rules: tuple[Rule, ...]) -> None:
    with pytest.raises(UnableToReadRun, match="A-03"):
        report_facts.gather(run=run, rules=tuple(rule for rule in rules if rule.id != "A-03"))


def test_nothing_found_and_nothing_received_still_makes_facts(
    make_run: Callable[..., Path], rules: tuple[Rule, ...]
) -> None:
    facts = report_facts.gather(run=make_run(entries=0, quiet=True), rules=rules, lang="en")
    assert (facts.lang, facts.totals.whole.entries, facts.hits) == ("en", 0, 0)


@pytest.mark.parametrize(
    ("ids", "ordered"),
    [(["G-01", "A-02", "NM-03", "X-01", "A-01"], ["NM-03", "A-01", "A-02", "G-01", "X-01"])],
)
def test_rules_of_any_family_have_their_place(ids: list[str], ordered: list[str]) -> None:
    assert sorted(ids, key=report_facts.order_of) == ordered
