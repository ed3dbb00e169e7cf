from dataclasses import replace

import pytest

from jianfu.engine.detection.rule import Text
from jianfu.tables.report import sentence
from jianfu.tables.report.facts import ReportFacts, RuleFacts
from jianfu.tables.report.findings import Evidence


@pytest.fixture
def idle(facts: ReportFacts) -> RuleFacts:
    return facts.rules[0]


def test_the_language_written_stands_and_the_other_is_made_from_the_evidence(idle: RuleFacts) -> None:
    hit = idle.samples["hit"][0]
    both = sentence.both(hit, idle.rule, written_in="zh")
    assert both.zh == hit.reason
    assert both.en == f"“{hit.name}” has been silent for {hit.evidence[0].value} days."


def test_an_unknown_names_what_is_missing_in_both_languages(idle: RuleFacts) -> None:
    unknown = replace(idle.samples["unknown"][0], evidence=(Evidence("silent_days", "", "14", "days", "", ""),))
    both = sentence.both(unknown, idle.rule, written_in="zh")
    assert "Missing evidence: Silent days." in both.en
    assert "静默天数" in sentence.both(unknown, idle.rule, written_in="en").zh


def test_what_the_evidence_cannot_fill_stays_as_the_run_wrote_it(idle: RuleFacts) -> None:
    hit = replace(idle.samples["hit"][0], evidence=())
    assert sentence.both(hit, idle.rule, written_in="zh").en == hit.reason


@pytest.mark.parametrize(
    ("verdict", "zh", "en"),
    [
        (
            "exempt",
            "NM-01（内容不更新）本可命中或未能判定，因有效豁免不予处置，理由：重大民生服务，有效期至2026-12-31。",
            "Reason: major public service, until 2026-12-31.",
        ),
        ("exempt", "NM-01（内容不更新）本可命中，按类别豁免，理由：季节性。", "exempt by kind. Reason: seasonal."),
        (
            "unknown",
            "NM-01（内容不更新）未能判定，不作为问题。数据来源覆盖不全，没有查到不等于没有：网上巡查。",
            "so not found is not none: 网上巡查.",
        ),
    ],
)
def test_reasons_the_evidence_does_not_hold_are_read_from_the_sentence(
    idle: RuleFacts, verdict: str, zh: str, en: str
) -> None:
    written = replace(idle.samples["exempt"][0], verdict=verdict, reason=zh)
    made = sentence.both(written, idle.rule, written_in="zh")
    assert made.zh == zh
    assert made.en.startswith("NM-01 (not updated): ")
    assert made.en.endswith(en)
    back = replace(written, reason=made.en)
    assert sentence.both(back, idle.rule, written_in="en").zh == zh


def test_a_reason_written_otherwise_stays_as_the_run_wrote_it(idle: RuleFacts) -> None:
    exempt = idle.samples["exempt"][0]
    assert sentence.both(exempt, idle.rule, written_in="zh").en == exempt.reason


def test_a_hit_without_a_last_activity_says_never(idle: RuleFacts) -> None:
    evidence = (Evidence("last_activity_on", "", "", "date", "", ""), Evidence("members", "", "", "", "", ""))
    spoken = replace(idle.rule, sentence=Text("", "{last_activity_on}, {members}"))
    hit = replace(idle.samples["hit"][0], evidence=evidence)
    assert sentence.both(hit, spoken, written_in="zh").en == "never, unknown"


def test_limits_codes_and_flags_are_shown_as_people_read_them(idle: RuleFacts) -> None:
    spoken = Text("", "{limit.days} {sponsor_level} {filed} {observed_on}")
    evidence = (
        Evidence("sponsor_level", "town", "", "", "register", "2026-03-25"),
        Evidence("filed", "False", "", "", "", ""),
    )
    hit = replace(idle.samples["hit"][0], evidence=evidence)
    made = sentence.both(hit, replace(idle.rule, sentence=spoken), written_in="zh")
    assert made.en == "14 town no 2026-03-25"


def test_the_language_of_a_run_is_the_one_its_record_names(facts: ReportFacts) -> None:
    assert sentence.language_of(facts) == "zh"
