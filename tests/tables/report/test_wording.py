import re
from string import Formatter

import pytest

from jianfu.engine.detection.rule import SEVERITIES, Text
from jianfu.engine.detection.unit_word import UNIT_WORDS
from jianfu.engine.schema import words
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.report import wording

LABELS = sorted(wording.labels().items())
CHINESE = re.compile(r"[㐀-鿿]")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "label"), LABELS, ids=[key for key, _ in LABELS])
def test_every_label_is_said_in_both_languages_with_the_same_blanks(key: str, label: Text) -> None:
    assert blanks(label.zh) == blanks(label.en)
    assert bool(label.zh) == bool(label.en)
    assert not CHINESE.search(label.en.replace("审图号", "").replace("行政区划代码", ""))


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("category", [word.code for word in words.CATEGORIES]),
        ("level", [word.code for word in words.LEVELS]),
        ("state", [word.code for word in words.STATES]),
        ("severity", list(SEVERITIES)),
        ("class", ["new_media", "app", "public_account", "work_group"]),
        ("verdict", ["hit", "unknown", "exempt"]),
        ("status", list("QPFIG")),
        ("unit", [code for code in UNIT_WORDS if code]),
        ("stage", ["read", "detect", "publish", "report"]),
    ],
)
def test_every_code_shown_has_its_words(kind: str, codes: list[str]) -> None:
    assert [code for code in codes if wording.word(kind, code).zh == code] == []


def test_an_empty_code_is_not_stated_and_an_unknown_one_stands_as_it_is() -> None:
    assert wording.word("level", "") == Text("未填", "not stated")
    assert wording.word("class", "") == Text("不在此口径内", "outside this regime")
    assert wording.word("platform", "微博") == Text("微博", "微博")


def test_whole_numbers_get_thousands_separators_and_texts_their_language() -> None:
    said = wording.say("next.evidence", measure=Text("静默天数", "Silent days"), unknown=12345)
    assert "“静默天数”（12,345 个" in said.zh
    assert "'Silent days' (12,345" in said.en


@pytest.mark.parametrize(("value", "digits", "shown"), [(1234567, 0, "1,234,567"), (None, 1, "–"), (2.25, 1, "2.2")])
def test_numbers_are_shown_in_one_way(value: float | None, digits: int, shown: str) -> None:
    assert wording.number(value, digits) == shown


def test_tables_and_measures_are_named_and_strangers_stand_as_they_are() -> None:
    assert wording.table(TABLES[0].code) == Text(TABLES[0].zh, TABLES[0].en)
    assert wording.measure("silent_days").zh == "静默天数"
    assert (wording.table("?").zh, wording.measure("?").en) == ("?", "?")


def test_texts_are_joined_by_the_mark_of_each_language() -> None:
    assert wording.joined([Text("甲", "a"), Text("乙", "b")]) == Text("甲、乙", "a, b")


def test_a_scenario_is_named_with_its_number() -> None:
    assert wording.scenario("reach_60").zh == "压减 60%"
    assert wording.scenario("at_most_10").en == "at most 10 closings"
    assert wording.scenario("cheapest").zh == "最省"
    assert wording.scenario("other_thing").zh == "other_thing"
