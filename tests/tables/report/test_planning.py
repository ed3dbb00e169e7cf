from collections.abc import Callable
from pathlib import Path

from jianfu.engine.detection.rule import Rule
from jianfu.engine.schema.outputs import OUTPUTS
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report import html
from jianfu.tables.report.facts import ReportFacts
from jianfu.tables.report.wording import say

EMPTY = ("alike.none", "repeated.none", "plan.none", "load.none", "reduction.none")


def test_what_a_run_wrote_is_known_by_its_files(facts: ReportFacts) -> None:
    assert facts.planning.written == {output.code for output in OUTPUTS}


def test_the_page_tells_nothing_found_from_not_looked_for(
    make_run: Callable[..., Path], rules: tuple[Rule, ...]
) -> None:
    looked = html.page(report_facts.gather(run=make_run(planned={}), rules=rules))
    assert [key for key in EMPTY if say(key).zh not in looked] == []
    assert say("not_in_run").zh not in looked


def test_a_run_that_did_not_look_says_so(make_run: Callable[..., Path], rules: tuple[Rule, ...]) -> None:
    page = html.page(report_facts.gather(run=make_run(), rules=rules))
    assert page.count(say("not_in_run").zh) == len(EMPTY)


def test_no_text_of_an_entry_or_notice_becomes_markup(make_run: Callable[..., Path], rules: tuple[Rule, ...]) -> None:
    notice = {"group_id": "T1", "notice_id": "T1", "opening": "<script>alert(1)</script>"}
    planned = {
        "repeated_notices": [notice],
        "notice_groups": [{"group_id": "T1", "notice_id": "T1", "first_unit_id": "U1"}],
    }
    page = html.page(report_facts.gather(run=make_run(planned=planned), rules=rules))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
