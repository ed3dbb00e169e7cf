from datetime import date
from pathlib import Path

import pytest

from jianfu.engine.detection.document import read
from jianfu.engine.detection.fault import Fault
from jianfu.engine.detection.limit_reading import limits_of
from jianfu.engine.detection.reading import Reading
from jianfu.engine.detection.rule import Limit

SOUND = """\
limits:
  idle_days:
    zh: 天数
    en: days
    unit: days
    values:
      - {value: 14, source: S1, source_status: P}
      - {from: 2026-01-01, value: null, source: 某办法, source_status: I, note: {zh: 说明, en: note}}
  deadline:
    zh: 日期
    en: day
    unit: date
    values:
      - {from: 2025-01-01, value: 2026-07-25, source: S1, source_status: Q}
"""


def limits(folder: Path, text: str) -> tuple[tuple[Limit, ...], list[Fault]]:
    (folder / "x.yaml").write_text(text, "utf-8")
    faults: list[Fault] = []
    document = read(folder / "x.yaml", "x.yaml", faults)
    assert document
    return limits_of(Reading(document, faults), {"S1": None}), faults


def test_limits_come_with_their_dated_values(tmp_path: Path) -> None:
    (idle, deadline), faults = limits(tmp_path, SOUND)
    assert faults == []
    assert [(value.since, value.value) for value in idle.values] == [(None, 14), (date(2026, 1, 1), None)]
    assert idle.values[1].note.zh == "说明"
    assert deadline.values[0].value == date(2026, 7, 25)


def test_a_rule_may_have_no_limit(tmp_path: Path) -> None:
    assert limits(tmp_path, "id: X\n") == ((), [])


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("limits:\n", "limits: [1]\nother:\n", 1),
        ("idle_days:", "Idle Days:", 2),
        ("    unit: days\n", "", 2),
        ("unit: days", "unit: day", 5),
        ("value: 14", "value: '14'", 7),
        ("value: 14", "value: true", 7),
        ("source_status: P", "source_status: Z", 7),
        ("{value: 14, source: S1", "{value: 14, source: S2", 7),
        ("{value: 14, source: S1, ", "{value: 14, ", 7),
        ("- {value: 14", "- {from: 2027-01-01, value: 14", 6),
        ("value: 2026-07-25", "value: 7", 14),
        ("values:\n      - {from: 2025-01-01, value: 2026-07-25, source: S1, source_status: Q}", "values: []", 13),
    ],
)
def test_each_fault_of_a_limit_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in SOUND
    _, faults = limits(tmp_path, SOUND.replace(old, new, 1))
    assert line in {fault.line for fault in faults}, [fault.sentence("en") for fault in faults]
