import numpy as np
import pytest

from jianfu.engine.synth import likeness_account, likeness_copy, likeness_unit
from jianfu.engine.synth.likeness_account import Accounts
from jianfu.engine.synth.likeness_copy import RENAMED, TWICE, NameNoise
from jianfu.engine.synth.likeness_unit import Units

QUIET = NameNoise(**dict.fromkeys(NameNoise.__dataclass_fields__, 0.0))


@pytest.fixture(scope="module")
def world() -> tuple[Units, Accounts]:
    random = np.random.default_rng(3)
    units = likeness_unit.made(split="dev", wanted=300, random=random)
    return units, likeness_account.made(units, random)


def test_without_noise_a_copy_bears_the_name_and_a_renamed_one_another(world: tuple[Units, Accounts]) -> None:
    units, sources = world
    random = np.random.default_rng(1)
    twice = likeness_copy.named(units, sources, np.full(len(sources), TWICE), QUIET, random)
    assert twice.to_pylist() == sources.names.to_pylist()
    renamed = likeness_copy.named(units, sources, np.full(len(sources), RENAMED), QUIET, random).to_pylist()
    own = sources.patterns < likeness_account.SHORT
    same = sum(a == b for a, b, k in zip(renamed, sources.names.to_pylist(), own, strict=True) if k)
    assert same < 0.05 * own.sum()


@pytest.mark.parametrize("change", ["homophone", "swapped", "dropped", "typed", "ended", "spaced", "traditional"])
def test_each_change_by_itself_changes_names(world: tuple[Units, Accounts], change: str) -> None:
    units, sources = world
    noise = NameNoise(**{**dict.fromkeys(NameNoise.__dataclass_fields__, 0.0), change: 1.0})
    names = likeness_copy.named(units, sources, np.full(len(sources), TWICE), noise, np.random.default_rng(1))
    changed = sum(a != b for a, b in zip(names.to_pylist(), sources.names.to_pylist(), strict=True))
    assert changed > len(sources) / 2


def test_a_place_lost_leaves_a_name(world: tuple[Units, Accounts]) -> None:
    units, sources = world
    noise = NameNoise(**{**dict.fromkeys(NameNoise.__dataclass_fields__, 0.0), "place": 1.0, "order": 0.5})
    names = likeness_copy.named(units, sources, np.full(len(sources), TWICE), noise, np.random.default_rng(1))
    assert min(len(name) for name in names.to_pylist()) >= 2
