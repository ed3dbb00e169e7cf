from collections.abc import Callable
from pathlib import Path

from jianfu.engine.detection.rule import Rule
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report import summary
from jianfu.tables.report.facts import ReportFacts


def test_the_summary_says_what_came_in_was_found_and_could_not_be_judged(facts: ReportFacts) -> None:
    said = "".join(line.zh for line in summary.sentences(facts))
    assert "收到 2 个表（120 行），接收 117 行，退回 3 行" in said
    assert f"{facts.totals.whole.hit} 条至少有一个可以逐条核实的命中" in said
    assert f"共 {facts.unknown} 个“未知”" in said
    assert "其中 19 个须先抽查确认" in said


def test_the_next_steps_go_from_rejected_rows_to_verifying(facts: ReportFacts) -> None:
    steps = [line.zh for line in summary.next_steps(facts)]
    assert [step[:2] for step in steps] == ["补正", "补充", "先抽", "逐条"]
    assert "NM-04" in steps[2]
    assert f"{facts.hits - 19} 个命中" in steps[3]


def test_nothing_found_is_said_to_prove_nothing(make_run: Callable[..., Path], rules: tuple[Rule, ...]) -> None:
    facts = report_facts.gather(run=make_run(quiet=True, rejected=0), rules=rules)
    said = "".join(line.zh for line in summary.sentences(facts))
    assert "不说明没有问题" in said
    assert [line.en for line in summary.next_steps(facts)] == [
        "Nothing calls for action now; run again once more evidence is at hand."
    ]
