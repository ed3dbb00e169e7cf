from datetime import date
from pathlib import Path

import pytest

from jianfu.engine.detection.case_reading import cases_of
from jianfu.engine.detection.document import read
from jianfu.engine.detection.fault import Fault
from jianfu.engine.detection.reading import Reading
from jianfu.engine.detection.rule import Case, Limit, Text

LIMITS = (Limit("users", Text("人", "users"), "persons", ()), Limit("deadline", Text("日", "day"), "date", ()))
SOUND = """\
given: {category: app, state: active}
cases:
  - name: 一
    given: {mau: 3, state: null, opened_on: 2026-01-25, filed: false, function_overlap: 0.5}
    as_of: 2026-02-01
    expect: hit
    severity: review
    partial: [mau]
    limits: {users: 100, deadline: 2026-07-25}
  - {name: 二, given: {}, expect: exempt, exempted: true}
"""


def cases(folder: Path, text: str) -> tuple[tuple[Case, ...], list[Fault]]:
    (folder / "x.yaml").write_text(text, "utf-8")
    faults: list[Fault] = []
    document = read(folder / "x.yaml", "x.yaml", faults)
    assert document
    return cases_of(Reading(document, faults), LIMITS), faults


def test_every_case_starts_from_the_common_measures(tmp_path: Path) -> None:
    (first, second), faults = cases(tmp_path, SOUND)
    assert faults == []
    assert second.given == {"category": "app", "state": "active"}
    assert second.exempted
    assert first.given["category"] == "app"
    assert first.given["state"] is None
    assert (first.as_of, first.severity, first.partial) == (date(2026, 2, 1), "review", ("mau",))
    assert first.limits == {"users": 100, "deadline": date(2026, 7, 25)}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("category: app", "category: apps", 1),
        ("mau: 3", "mauu: 3", 4),
        ("mau: 3", "mau: 3.5", 4),
        ("mau: 3", "mau: '3'", 4),
        ("filed: false", "filed: 0", 4),
        ("opened_on: 2026-01-25", "opened_on: 昨天", 4),
        ("opened_on: 2026-01-25", "opened_on: 2026-01-25 08:00:00", 4),
        ("as_of: 2026-02-01", "as_of: 明天", 5),
        ("expect: hit", "expect: hits", 6),
        ("severity: review", "severity: grave", 7),
        ("partial: [mau]", "partial: [filed_on]", 8),
        ("partial: [mau]", "partial: [name_parses]", 8),
        ("users: 100,", "user: 100,", 9),
        ("users: 100,", "users: 2026-01-01,", 9),
        ("name: 二, ", "", 10),
        ("exempted: true", "exempt: true", 10),
    ],
)
def test_each_fault_of_a_case_is_found_at_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in SOUND
    _, faults = cases(tmp_path, SOUND.replace(old, new, 1))
    assert line in {fault.line for fault in faults}, [fault.sentence("en") for fault in faults]
