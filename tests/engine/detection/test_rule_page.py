from dataclasses import replace
from datetime import date

import pytest

from jianfu.engine.detection.pack import load, packs_named
from jianfu.engine.detection.rule_page import blocks, figure, in_force, page, severities, variant

RULES = {rule.id: rule for rule in load()}
JIANGSU = {rule.id: rule for rule in load(["jiangsu"])}
SOURCES = packs_named()[0].sources


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("rule_id", RULES)
def test_a_page_holds_all_a_reader_needs(rule_id: str, lang: str) -> None:
    rule = RULES[rule_id]
    text = page(rule, SOURCES, lang)
    assert text.startswith(f"# {rule_id} {rule.name.get(lang)}\n")
    needed = [rule.predicate, rule.basis.get(lang), *(case.name for case in rule.cases), *rule.source]
    assert [part for part in needed if part not in text] == []
    assert [limit.code for limit in rule.limits if f"limit.{limit.code}" not in text] == []


def test_a_number_nobody_verified_is_shown_as_a_default() -> None:
    assert "默认值，未经核实" in blocks(RULES["G-05"], SOURCES, "zh")["限值"]
    assert "unverified default" in blocks(RULES["G-05"], SOURCES, "en")["Limits"]
    assert "默认值" not in blocks(RULES["NM-13"], SOURCES, "zh")["限值"]


def test_the_sentence_for_the_owner_says_which_of_its_numbers_are_defaults() -> None:
    assert "“办结后最迟解散的天数”为默认值，未经核实" in blocks(RULES["G-05"], SOURCES, "zh")["写给主办单位的话"]
    assert "默认值" not in blocks(RULES["NM-13"], SOURCES, "zh")["写给主办单位的话"]


def test_the_sentence_names_measures_and_limits_in_words() -> None:
    sentence = blocks(RULES["NM-04"], SOURCES, "zh")["写给主办单位的话"]
    assert "〔静默天数〕天" in sentence
    assert "{" not in sentence


def test_a_limit_that_is_not_set_says_so() -> None:
    assert "未设定" in blocks(RULES["NM-17"], SOURCES, "zh")["限值"]


def test_a_rule_that_is_off_says_why() -> None:
    assert "地方规定" in blocks(RULES["NM-14"], SOURCES, "zh")["停用原因"]
    assert "停用原因" not in blocks(RULES["NM-13"], SOURCES, "zh")


def test_a_variant_shows_only_what_differs() -> None:
    text = variant(JIANGSU["NM-09"], RULES["NM-09"], SOURCES, "zh", 4)
    assert "#### 严重程度" in text
    assert "扣分" in text
    assert "#### 判定条件" not in text
    assert variant(RULES["NM-09"], RULES["NM-09"], SOURCES, "zh", 4) == ""


def test_quotation_is_told_from_paraphrase() -> None:
    assert "原文，其余为大意" in blocks(RULES["NM-12"], SOURCES, "zh")["依据"]
    assert "不是规定原文" in blocks(RULES["NM-04"], SOURCES, "zh")["依据"]


def test_an_upright_line_does_not_break_a_table() -> None:
    case = replace(RULES["G-08"].cases[0], name="甲|乙")
    assert "甲\\|乙" in page(replace(RULES["G-08"], cases=(case,)), SOURCES, "zh")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, "不限日期"),
        (date(2026, 1, 25), None, "自2026-01-25起"),
        (None, date(2026, 1, 25), "至2026-01-25止"),
        (date(2026, 1, 25), date(2027, 1, 1), "2026-01-25 – 2027-01-01"),
    ],
)
def test_the_days_a_rule_binds_are_written_out(start: date | None, end: date | None, expected: str) -> None:
    assert in_force(replace(RULES["A-01"], in_force_from=start, in_force_until=end), "zh") == expected


def test_severities_read_gravest_first() -> None:
    assert severities(RULES["G-05"], "zh") == "单项否决、提醒"
    assert severities(RULES["G-05"], "en") == "fail / warn"


def test_figures_are_written_without_idle_zeros() -> None:
    assert [figure(0.50), figure(14), figure(date(2026, 7, 25))] == ["0.5", "14", "2026-07-25"]
