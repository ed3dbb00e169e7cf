from datetime import date
from pathlib import Path

import pytest

from jianfu.engine.detection.document import MOST_BYTES, Document, Place, overlay, read
from jianfu.engine.detection.fault import Fault


def written(folder: Path, text: str | bytes, name: str = "x.yaml") -> tuple[Document | None, list[Fault]]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    faults: list[Fault] = []
    return read(path, f"mine/{name}", faults), faults


def test_every_value_keeps_its_line(tmp_path: Path) -> None:
    document, faults = written(tmp_path, "id: A-01\nlimits:\n  days:\n    value: 7\ncases:\n  - {name: x}\n")
    assert document
    assert faults == []
    assert document.place(("limits", "days", "value")) == Place("mine/x.yaml", 4)
    assert document.place(("cases", 0, "name")) == Place("mine/x.yaml", 6)
    assert document.place(("limits", "days", "unit")) == Place("mine/x.yaml", 3)


def test_dates_numbers_and_truth_values_are_read_as_such(tmp_path: Path) -> None:
    document, _ = written(tmp_path, "a: 2026-01-25\nb: 7\nc: 0.5\nd: true\ne: null\nf: '7'\n")
    assert document
    assert document.data == {"a": date(2026, 1, 25), "b": 7, "c": 0.5, "d": True, "e": None, "f": "7"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", 2),
        ("a: 1\nb: [1, 2\n", 3),
        ("a: 1\nb: x: y\n", 2),
        ("a: &x 1\nb: *x\n", 1),
        ("a: 1\nb: !!python/object:os.system x\n", 2),
        ("- 1\n- 2\n", 1),
        ("", 1),
        (b"a: \xff\xfe", 1),
    ],
    ids=["key twice", "bracket open", "two colons", "anchor", "tag", "a list", "empty", "not UTF-8"],
)
def test_what_is_not_plain_yaml_is_a_fault_with_its_line(tmp_path: Path, text: str | bytes, line: int) -> None:
    _, faults = written(tmp_path, text)
    assert [(fault.file, fault.line) for fault in faults] == [("mine/x.yaml", line)]


def test_anchors_that_would_grow_without_end_are_refused(tmp_path: Path) -> None:
    doubled = "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(60))
    _, faults = written(tmp_path, "a0: &a0 [1]\n" + doubled)
    assert faults


def test_a_file_too_large_or_missing_is_a_fault(tmp_path: Path) -> None:
    _, large = written(tmp_path, "a: " + "x" * MOST_BYTES)
    missing: list[Fault] = []
    assert read(tmp_path / "none.yaml", "none.yaml", missing) is None
    assert len(large) == len(missing) == 1


def test_an_overlay_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    lower, _ = written(tmp_path, "id: X\nlimits:\n  a: {unit: days, values: [1, 2]}\n  b: {unit: days}\n", "low.yaml")
    upper, _ = written(tmp_path, "id: X\n\nlimits:\n  a:\n    values: [3]\n", "up.yaml")
    assert lower
    assert upper
    merged = overlay(lower, upper)
    assert merged.data == {"id": "X", "limits": {"a": {"unit": "days", "values": [3]}, "b": {"unit": "days"}}}
    assert merged.place(("limits", "a", "values", 0)) == Place("mine/up.yaml", 5)
    assert merged.place(("limits", "b", "unit")) == Place("mine/low.yaml", 4)
    assert ("limits", "a", "values", 1) not in merged.places
    assert lower.data["limits"] == {"a": {"unit": "days", "values": [1, 2]}, "b": {"unit": "days"}}
