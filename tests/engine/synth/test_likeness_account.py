import numpy as np
import pytest

from jianfu.engine.synth import likeness_account as account
from jianfu.engine.synth import likeness_unit
from jianfu.engine.synth.likeness_account import Accounts
from jianfu.engine.synth.likeness_unit import Units


@pytest.fixture(scope="module")
def world() -> tuple[Units, Accounts]:
    random = np.random.default_rng(3)
    units = likeness_unit.made(split="test", wanted=3000, random=random)
    return units, account.made(units, random)


def test_every_unit_has_an_account(world: tuple[Units, Accounts]) -> None:
    units, made = world
    assert set(made.units.tolist()) == set(range(len(units)))


def test_a_unit_has_one_account_without_an_ending_on_a_platform(world: tuple[Units, Accounts]) -> None:
    _, made = world
    plain = made.endings < 0
    keys = list(zip(made.units[plain].tolist(), made.platforms[plain].tolist(), strict=True))
    assert len(keys) == len(set(keys))


def test_between_five_and_ten_in_a_hundred_units_have_several_on_one_platform(world: tuple[Units, Accounts]) -> None:
    units, made = world
    assert 0.05 < len(set(made.units[made.endings >= 0].tolist())) / len(units) < 0.1


def test_some_names_stand_on_two_platforms_and_some_in_two_places(world: tuple[Units, Accounts]) -> None:
    _, made = world
    names = made.names.to_pylist()
    by_name: dict[str, set[tuple[int, int]]] = {}
    for name, owner, platform in zip(names, made.units.tolist(), made.platforms.tolist(), strict=True):
        by_name.setdefault(name, set()).add((owner, platform))
    assert any(len({owner for owner, _ in found}) > 1 for found in by_name.values())
    assert any(len({platform for _, platform in found}) > 1 for found in by_name.values())


def test_taking_keeps_rows_together(world: tuple[Units, Accounts]) -> None:
    _, made = world
    part = made.take(np.array([5, 2]))
    assert part.names.to_pylist() == [made.names[5].as_py(), made.names[2].as_py()]
    assert part.units.tolist() == made.units[[5, 2]].tolist()
