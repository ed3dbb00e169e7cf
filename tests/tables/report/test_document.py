import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx

from jianfu.engine.detection.rule import Rule
from jianfu.tables.report import document
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report.facts import ReportFacts


def circular(facts: ReportFacts, folder: Path) -> Docx:
    document.write(facts, folder / "report.docx")
    return Document(str(folder / "report.docx"))


def lines(paper: Docx) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs if paragraph.text]


@pytest.fixture(scope="module")
def paper(facts: ReportFacts, tmp_path_factory: pytest.TempPathFactory) -> Docx:
    return circular(facts, tmp_path_factory.mktemp("docx"))


def test_it_has_the_parts_of_a_circular_in_order(paper: Docx) -> None:
    said = lines(paper)
    assert said[:3] == ["关于政务应用程序清理核查情况的通报", "（征求意见稿）", "各有关单位："]
    assert [line for line in said if re.match("[一二三四五]、", line)] == [
        "一、总体情况", "二、主要问题", "三、证据不足的情况", "四、整合建议", "五、下一步要求",
    ]  # fmt: skip
    assert said[said.index("附件：1. 分类汇总表") + 4 :][:2] == ["【发文机关署名】", "【成文日期】"]


def test_every_page_says_that_it_is_a_draft(paper: Docx) -> None:
    section = paper.sections[0]
    for header in (section.header, section.even_page_header):
        assert "征求意见稿" in header.paragraphs[0].text
        assert "须经审核" in header.paragraphs[0].text


def test_problems_carry_their_counts_and_named_entries_by_unit_code(paper: Docx, facts: ReportFacts) -> None:
    said = lines(paper)
    at = said.index("（一）内容不更新（NM-01）")
    assert said[at + 1].startswith(f"共{facts.rules[0].ready}条，处理档次为单项否决。")
    named = facts.rules[0].samples["hit"][: document.NAMED_A_RULE]
    assert "、".join(f"{row.unit}“{row.name}”" for row in named[:1]) in said[at + 2]
    assert named[-1].name in said[at + 2]
    assert facts.rules[0].samples["hit"][document.NAMED_A_RULE].name + "”" not in said[at + 2]


def test_entries_of_a_rule_to_be_confirmed_are_counted_and_not_named(paper: Docx, facts: ReportFacts) -> None:
    said = lines(paper)
    doubtful = next(line for line in said if "须先抽查确认（" in line)
    assert "NM-04僵尸账号19条" in doubtful
    assert "清河发布" not in doubtful
    assert not [line for line in said if re.match("（.）僵尸账号", line)]


def test_the_requests_forbid_quotas(paper: Docx) -> None:
    assert any("不下达压减指标" in line for line in lines(paper))


def test_the_annexes_hold_the_figures(paper: Docx, facts: ReportFacts) -> None:
    rules = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert [row[0] for row in rules[1:]] == [item.rule.id for item in facts.rules]
    assert [row[3] for row in rules[1:]] == [str(item.hits) for item in facts.rules]


def test_with_nothing_found_it_says_what_that_means(
    make_run: Callable[..., Path], rules: tuple[Rule, ...], tmp_path: Path
) -> None:
    facts = report_facts.gather(run=make_run(quiet=True, rejected=0), rules=rules)
    said = "".join(lines(circular(facts, tmp_path)))
    assert "这不说明没有问题" in said
    assert "均有足够证据" in said


def test_in_english_every_line_of_ours_is_english(facts: ReportFacts, tmp_path: Path) -> None:
    said = lines(circular(replace(facts, lang="en"), tmp_path))
    assert said[0] == "Circular on the review of government apps, accounts and work groups"
    assert "5. What is asked next" in said
    ours = [line for line in said if "清河" not in line]
    assert [line for line in ours if re.search("[㐀-鿿]", line)] == []


def test_the_circular_says_what_is_proposed_and_that_every_function_has_a_home(
    facts: ReportFacts, tmp_path: Path
) -> None:
    document.write(facts, tmp_path / "report.docx")
    said = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "report.docx")).paragraphs)
    assert "对5条在用条目各提一条建议：保留2条、合并1条、迁移后关停1条、待研判1条。" in said
    assert "2项已落实承接去处；没有去处的0项" in said
    assert "中位数由7.0个减为2.0个" in said
