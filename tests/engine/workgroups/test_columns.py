"""Sets worth thinking of in a large family."""

import pytest
from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups import columns as module
from jianfu.engine.workgroups.columns import columns
from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family, Source
from jianfu.engine.workgroups.parameters import GroupParameters


def _family(*loads: float) -> Family:
    """Return reports of some bureaus to one office, in groups the bureau itself is addressed in."""
    units = "abcdefghijklm"[: len(loads)]
    made = [
        candidate(f"G{unit}", unit, f"{unit}o", load, direction="up") for unit, load in zip(units, loads, strict=True)
    ]
    return Family(tuple(Source((group,)) for group in made), dict.fromkeys((*units, "o"), 1))


def test_the_costs_are_those_counted_one_by_one() -> None:
    family = _family(5.0, 40.0, 12.0, 30.0)
    costs, found = Costs(family, GroupParameters()), columns(family, GroupParameters())
    assert found is not None
    assert len(found.costs) > 4
    for members, cost in zip(found.members, found.costs, strict=True):
        assert cost == pytest.approx(costs.cost(members.nonzero()[0].tolist()))


def test_a_joining_that_does_not_pay_is_left_out() -> None:
    found = columns(_family(150.0, 150.0), GroupParameters(load_cap=400.0))
    assert found is not None
    assert found.members.sum(axis=1).tolist() == [1, 1]


def test_nothing_is_over_the_cap() -> None:
    found = columns(_family(*[9.0] * 6), GroupParameters(load_cap=20.0))
    assert found is not None
    assert found.members.sum(axis=1).max() == 2


def test_too_many_sets_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COLUMNS", 20)
    assert columns(_family(*[1.0] * 8), GroupParameters()) is None
