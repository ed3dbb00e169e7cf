from pathlib import Path

import pytest

from jianfu.engine.detection.document import read
from jianfu.engine.detection.fault import Fault
from jianfu.engine.detection.reading import Reading
from jianfu.engine.detection.rule import Rule, SeverityStep
from jianfu.engine.detection.rule_reading import Origin, rule_of, vet_quotations

SOUND = """\
id: A-90
version: 1
name: {zh: 名称, en: Name}
applies_to: category = 'app'
predicate: accounts_on_platform > limit.most AND filed = false
limits:
  most: {zh: 最多, en: most, unit: accounts, values: [{value: 1, source: S1, source_status: P}]}
severity:
  - {when: accounts_on_platform > 5, is: fail}
  - is: warn
in_force: {from: 2026-01-25, until: 2030-01-01}
exempt_when: sub_kind = '值班应急群'
exempt_reason: emergency
exemptions: [emergency, seasonal]
names_set_by: [accounts_on_platform]
sentence: {zh: "有{accounts_on_platform}个，多于{limit.most}个", en: "{accounts_on_platform} above {limit.most}"}
basis: {zh: 要求“只设一个”, en: only one}
source: [S1, 苏政发〔2026〕1号]
source_status: Q
cases:
  - {name: 案例, given: {category: app}, expect: unknown}
"""


def reading_of(folder: Path, text: str) -> tuple[Rule | None, list[Fault]]:
    (folder / "A-90.yaml").write_text(text, "utf-8")
    faults: list[Fault] = []
    document = read(folder / "A-90.yaml", "mine/A-90.yaml", faults)
    assert document
    origin = Origin("mine", "mine-1", "mine/A-90.yaml")
    return rule_of(document, origin, {"S1": object()}, faults), faults  # type: ignore[dict-item]


def test_a_sound_file_becomes_a_rule(tmp_path: Path) -> None:
    rule, faults = reading_of(tmp_path, SOUND)
    assert faults == []
    assert rule
    assert (rule.id, rule.pack, rule.version, rule.path) == ("A-90", "mine", "mine-1", "mine/A-90.yaml")
    assert rule.severity == (SeverityStep("fail", "accounts_on_platform > 5"), SeverityStep("warn"))
    assert rule.names_set_by == ("accounts_on_platform",)
    assert rule.exempt_reason == "emergency"
    assert rule.source == ("S1", "苏政发〔2026〕1号")


def test_a_rule_may_say_what_a_plan_should_propose(tmp_path: Path) -> None:
    silent, _ = reading_of(tmp_path, SOUND)
    rule, _ = reading_of(tmp_path, SOUND + "remedy: close\n")
    wrong, faults = reading_of(tmp_path, SOUND + "remedy: delete\n")
    assert silent
    assert rule
    assert (silent.remedy, rule.remedy) == ("", "close")
    assert wrong is None
    assert [fault.line for fault in faults] == [SOUND.count("\n") + 1]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("predicate: acc", "predicate: silent_day > 3 AND acc", 5),
        ("applies_to: category = 'app'", "applies_to: category IS NOT NULL", 4),
        ("name: {zh: 名称, en: Name}", "name: {zh: 名称}", 3),
        ("  - is: warn", "  - is: warning", 10),
        ("  - is: warn", "  - {when: filed, is: warn}", 8),
        (
            "  - {when: accounts_on_platform > 5, is: fail}\n  - is: warn",
            "  - {when: filed, is: warn}\n  - is: fail",
            8,
        ),
        ("{when: accounts_on_platform > 5, is: fail}", "{when: filed IS NULL, is: fail}", 9),
        ("until: 2030-01-01", "until: 2020-01-01", 11),
        ("exempt_reason: emergency\n", "", 12),
        ("exempt_when: sub_kind = '值班应急群'\n", "", 1),
        ("seasonal]", "season]", 14),
        ("names_set_by: [accounts_on_platform]", "names_set_by: [twin_groups]", 15),
        ("names_set_by: [accounts_on_platform]", "names_set_by: [followers]", 15),
        ("{limit.most}个", "{limit.least}个", 16),
        ("有{accounts_on_platform}个", "有{accounts}个", 16),
        ("source: [S1,", "source: [S2,", 18),
        ("source: [S1, 苏政发〔2026〕1号]", "source: []", 18),
        ("source_status: Q", "source_status: X", 19),
        ("version: 1", "version: 1\nenabled: false", 1),
        ("version: 1", "version: 1\nseverities: 3", 3),
    ],
)
def test_each_fault_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in SOUND
    rule, faults = reading_of(tmp_path, SOUND.replace(old, new, 1))
    assert rule is None
    assert line in {fault.line for fault in faults}, [fault.sentence("en") for fault in faults]


@pytest.mark.parametrize(("status", "lines"), [("Q", []), ("P", [17]), ("I", [17])])
def test_only_wording_that_was_seen_may_stand_in_quotation_marks(tmp_path: Path, status: str, lines: list[int]) -> None:
    (tmp_path / "x.yaml").write_text(SOUND.replace("source_status: Q", f"source_status: {status}"), "utf-8")
    faults: list[Fault] = []
    document = read(tmp_path / "x.yaml", "x.yaml", faults)
    assert document
    vet_quotations(Reading(document, faults))
    assert [fault.line for fault in faults] == lines


def test_all_faults_of_a_file_are_found_together(tmp_path: Path) -> None:
    text = SOUND.replace("category = 'app'", "category = 'apps'").replace("is: warn", "is: x").replace("seasonal", "y")
    _, faults = reading_of(tmp_path, text)
    assert {fault.line for fault in faults} >= {4, 10, 14}
