"""Large families with one audience: as few groups as the cap allows."""

import pytest
from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups.allotment import allot
from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family, Source
from jianfu.engine.workgroups.parameters import GroupParameters


def _allotted(*listed: tuple[str, float, str | None]) -> tuple[list[list[int]], float]:
    made = tuple(
        Source((candidate(f"G{n:02}", chr(200 + n), audience, load, matter=matter),))
        for n, (audience, load, matter) in enumerate(listed)
    )
    family = Family(made, {})
    return allot(family, Costs(family, GroupParameters()), cap=200.0, relative_gap=0.0)


def test_twenty_bureaus_that_address_the_same_towns_become_one_group() -> None:
    groups, bound = _allotted(*[("abcdef", 8.0, None)] * 20)
    assert groups == [list(range(20))]
    assert bound == pytest.approx(1.6)


def test_above_the_cap_they_are_split_by_matter() -> None:
    groups, bound = _allotted(*[("abc", 15.0, "防汛" if n % 2 else "秋收") for n in range(20)])
    assert groups == [list(range(0, 20, 2)), list(range(1, 20, 2))]
    assert bound == pytest.approx(2.6)


def test_those_that_address_others_stay_apart() -> None:
    groups, _ = _allotted(*[("abcd", 9.0, None)] * 10, *[("defg", 9.0, None)] * 10)
    assert groups == [list(range(10)), list(range(10, 20))]
