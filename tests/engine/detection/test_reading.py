from datetime import date
from pathlib import Path

import pytest

from jianfu.engine.detection.document import read
from jianfu.engine.detection.fault import Fault
from jianfu.engine.detection.reading import MISSING, Reading
from jianfu.engine.detection.rule import Text

CONTENT = """\
text: 两  个
number: 7
day: 2026-01-25
moment: 2026-01-25 08:00:00
flag: true
pair: {zh: 名, en: name}
half: {zh: 名}
list: [a, b]
word: warn
empty: ''
"""


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    (tmp_path / "x.yaml").write_text(CONTENT, "utf-8")
    faults: list[Fault] = []
    document = read(tmp_path / "x.yaml", "x.yaml", faults)
    assert document
    return Reading(document, faults)


def test_sound_values_are_returned_with_their_types(reading: Reading) -> None:
    assert reading.text(("text",)) == "两 个"
    assert reading.text(("number",)) == "7"
    assert reading.day(("day",)) == date(2026, 1, 25)
    assert reading.flag(("flag",), False) is True
    assert reading.pair(("pair",)) == Text("名", "name")
    assert reading.choice(("word",), ("warn", "fail")) == "warn"
    assert reading.listed(("list",), reading.text) == ("a", "b")
    assert reading.get(("list", 1)) == "b"
    assert reading.faults == []


def test_what_may_be_missing_takes_its_default(reading: Reading) -> None:
    assert reading.text(("none",), "x") == "x"
    assert reading.day(("none",)) is None
    assert reading.flag(("none",), True) is True
    assert reading.pair(("none",), required=False) == Text("", "")
    assert reading.choice(("none",), ("a",), "") == ""
    assert list(reading.items(("none",))) == []
    assert reading.get(("none", "deeper")) is MISSING
    assert reading.faults == []


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        (lambda r: r.text(("none",)), 1),
        (lambda r: r.text(("empty",)), 10),
        (lambda r: r.text(("list",)), 8),
        (lambda r: r.day(("text",)), 1),
        (lambda r: r.day(("moment",)), 4),
        (lambda r: r.flag(("number",), True), 2),
        (lambda r: r.pair(("text",)), 1),
        (lambda r: r.pair(("half",)), 7),
        (lambda r: r.choice(("word",), ("ban", "fail")), 9),
        (lambda r: r.status(("word",)), 9),
        (lambda r: r.items(("text",)), 1),
        (lambda r: r.keys(("pair",), ("zh",)), 6),
        (lambda r: r.keys(("pair",), ("zh", "en"), required=("fr",)), 6),
        (lambda r: r.keys(("text",), ("zh",)), 1),
    ],
)
def test_each_unsound_value_is_one_fault_at_its_line(reading: Reading, verb: object, line: int) -> None:
    verb(reading)  # type: ignore[operator]
    assert [fault.line for fault in reading.faults] == [line]
    assert reading.faults[0].sentence("zh") != reading.faults[0].sentence("en")


def test_an_unknown_key_is_answered_with_the_nearest(reading: Reading) -> None:
    reading.keys(("pair",), ("zhh", "en"))
    assert reading.faults[0].nearest == "zhh"
