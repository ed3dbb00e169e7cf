"""Lines of work: a department at each level, patterns with a place in them."""

import pytest

from jianfu.engine.synth.lines import LINES, Line

IDS = [line.name for line in LINES]


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_has_a_name_for_each_level_and_a_place_in_each_pattern(line: Line) -> None:
    assert len(line.full) == len(line.short) == 3
    assert all(pattern.count("-") == 1 for pattern in line.accounts)
    assert len(set(line.objects)) == 6


def test_no_two_lines_bear_one_name() -> None:
    assert len(set(IDS)) == len(IDS) >= 30
    assert len({line.full for line in LINES}) == len(LINES)
