"""Which groups belong together, and which could ever meet."""

import pytest
from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups.family import Family, Group, families

LEVELS = {"x": "county", "y": "county", "a": "town", "b": "town", "c": "town", "v": "village"}


def _families(*groups: Group, cap: float = 200.0) -> tuple[Family, ...]:
    return families(groups, posts={("G1", "a"): 3}, levels=LEVELS, cap=cap)


def test_same_issuers_and_audience_are_one_source() -> None:
    (found,) = _families(candidate("G1", "x", "ab"), candidate("G2", "x", "ab"), candidate("G3", "y", "ab"))
    assert [[group.asset_id for group in source.groups] for source in found.sources] == [["G1", "G2"], ["G3"]]
    assert found.posts == {"a": 3, "b": 1}


def test_a_source_over_the_cap_is_parted_by_matter() -> None:
    groups = [candidate(f"G{n}", "x", "a", 60.0, matter="防汛" if n % 2 else "秋收") for n in range(1, 7)]
    (found,) = _families(*groups)
    assert [[group.matter for group in source.groups] for source in found.sources] == [["防汛"] * 3, ["秋收"] * 3]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (candidate("G2", "y", "bc"), True),
        (candidate("G2", "y", "c"), False),
        (candidate("G2", "y", "ab", scope="internal"), False),
        (candidate("G2", "y", "ab", direction="lateral"), False),
        (candidate("G2", "a", "xb", direction="up"), False),
        (candidate("G2", "a", "x", direction="up"), False),
        (candidate("G2", "a", "xa", direction="up"), True),
        (candidate("G2", "a", "bv"), False),
    ],
    ids=[
        "an audience unit in common",
        "no unit in common",
        "another confidentiality scope",
        "another class",
        "another pair of levels",
        "up, nobody in common addressed",
        "up, between the same levels",
        "down from the town",
    ],
)
def test_groups_of_one_class_that_share_an_audience_unit_are_one_family(other: Group, together: bool) -> None:
    assert (len(_families(candidate("G1", "x", "ab"), other)) == 1) is together


def test_nobody_finds_those_above_and_those_below_in_one_group() -> None:
    levels = dict.fromkeys("gxyz", "county")
    above, below = candidate("G1", "g", "xy"), candidate("G2", "x", "yz")
    assert len(families([above, below], posts={}, levels=levels, cap=200.0)) == 2
