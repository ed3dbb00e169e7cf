"""A division covers itself and all below it."""

import pytest

from jianfu.engine.consolidation.region import covering, place


@pytest.mark.parametrize(
    ("code", "spot"),
    [
        ("320000", "32"),
        ("320000000000", "32"),
        ("32", "32"),
        ("321000", "3210"),
        ("321081", "321081"),
        ("320684100", "320684100"),
        ("320684100000", "320684100"),
        ("320684100201", "320684100201"),
        ("000000", ""),
        ("开发区", "开发区"),
        (None, None),
        ("none", None),
    ],
)
def test_a_code_stands_for_its_significant_digits(code: str | None, spot: str | None) -> None:
    assert place(code) == spot


@pytest.mark.parametrize(
    ("spot", "above"),
    [
        ("320684100", ["320684100", "320684", "3206", "32", ""]),
        ("32", ["32", ""]),
        ("", [""]),
        ("开发区", ["开发区", ""]),
    ],
)
def test_a_place_is_covered_by_itself_and_what_lies_above(spot: str, above: list[str]) -> None:
    assert covering(spot) == above
