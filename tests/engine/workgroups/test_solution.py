"""One family's plan: the giant group loses, and bounds hold."""

import pytest
from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family, Source
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.repeats import Tasks
from jianfu.engine.workgroups.solution import solve_all, solve_family

NO_TASKS = Tasks({}, 1)


def _family(*listed: tuple[str, str, float], posts: int = 2) -> Family:
    made = tuple(
        Source((candidate(f"G{n:02}", issuer, audience, load),)) for n, (issuer, audience, load) in enumerate(listed)
    )
    return Family(made, {unit: posts for _, audience, _ in listed for unit in audience})


def _town() -> Family:
    """Return a town's groups: 24 bureaus' for six towns, and its own ten for eight villages."""
    above = [Source((candidate(f"UP{n:02}", chr(200 + n), "abcdef", 7.5),)) for n in range(24)]
    below = Source(tuple(candidate(f"DOWN{n}", "a", "stuvwxyz", 6.0) for n in range(10)))
    return Family((*above, below), dict.fromkeys("abcdefstuvwxyz", 2))


def test_everything_in_one_giant_group_loses() -> None:
    family, parameters = _town(), GroupParameters(load_cap=1000.0)
    costs = Costs(family, parameters)
    two = costs.cost(range(24)) + costs.cost([24])
    giant = costs.cost(range(25))
    assert two == pytest.approx((1 + 0.6) + (1 + 0.8))
    # 180 messages for eight villages' two posts each, 60 for five towns' (the sixth sends them).
    assert giant == pytest.approx(1 + 1.4 + 0.005 * (180 * 16 + 60 * 10))
    solved = solve_family(family, tasks=NO_TASKS, parameters=parameters)
    assert [len(merged.groups) for merged in solved.merged] == [24, 10]
    assert solved.gap == pytest.approx(0.0, abs=1e-9)


def test_the_share_read_in_vain_is_told() -> None:
    solved = solve_family(_family(("x", "ab", 6.0), ("y", "abc", 2.0)), tasks=NO_TASKS, parameters=GroupParameters())
    assert [merged.irrelevant_share for merged in solved.merged] == [pytest.approx(6 * 2 / (8 * 6))]


def test_what_repeats_saved_only_in_part_is_split_again() -> None:
    tasks = Tasks({"G00": frozenset("t"), "G01": frozenset("t")}, 1)
    fresh = Source((candidate("G00", "x", "a", 150.0), candidate("G02", "x", "a", 51.0, fresh=50.0)))
    solved = solve_family(Family((fresh,), {"a": 1}), tasks=tasks, parameters=GroupParameters())
    assert [merged.load for merged in solved.merged] == [150.0, 51.0]
    assert solved.bound <= solved.cost


def test_progress_is_told() -> None:
    heard: list[float] = []
    assert (
        len(solve_all([_family(("x", "a", 1.0))], tasks=NO_TASKS, parameters=GroupParameters(), told=heard.append)) == 1
    )
    assert heard == [0.0]
