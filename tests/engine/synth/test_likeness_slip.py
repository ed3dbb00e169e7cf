import unicodedata
from collections import Counter

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from pypinyin import lazy_pinyin

from jianfu.engine.synth import likeness_slip as slip

NAMES = ("泰兴发布", "清河区市场监管", "平安阳城", "虹桥镇便民服务中心", "XX-110")
names = st.sampled_from(NAMES)
seeds = st.integers(0, 10_000)


@given(names, seeds)
def test_a_homophone_sounds_the_same(name: str, seed: int) -> None:
    found = slip.homophone(name, np.random.default_rng(seed))
    changed = [(one, other) for one, other in zip(name, found, strict=True) if one != other]
    assert len(changed) <= 1
    assert all(lazy_pinyin(one) == lazy_pinyin(other) for one, other in changed)


@given(names, seeds)
def test_a_swap_keeps_the_characters_and_a_drop_loses_one(name: str, seed: int) -> None:
    random = np.random.default_rng(seed)
    assert Counter(slip.swapped(name, random)) == Counter(name)
    assert len(slip.dropped(name, random)) == len(name) - 1
    assert len(slip.typed(name, random)) == len(name) + 1


@given(names, seeds)
def test_width_and_blanks_leave_the_characters(name: str, seed: int) -> None:
    found = unicodedata.normalize("NFKC", slip.spaced(name, np.random.default_rng(seed)))
    assert found.strip(" “”").replace(" ", "") == name


@given(st.sampled_from(("ghabc123xyz00", "1042887211")), seeds)
def test_an_id_typed_otherwise_keeps_its_letters(text: str, seed: int) -> None:
    found = unicodedata.normalize("NFKC", slip.retyped(text, np.random.default_rng(seed))).lower()
    assert text in found.replace(" ", "")


@pytest.mark.parametrize("name", ["", "一"])
def test_a_name_of_hardly_a_character_stays_readable(name: str) -> None:
    random = np.random.default_rng(1)
    assert slip.dropped(name, random) == name
    assert slip.swapped(name, random) == name


def test_near_shapes_are_mutual() -> None:
    shapes = slip.near_shapes()
    assert all(one in shapes[other] for one, others in shapes.items() for other in others)


def test_an_ending_makes_no_further_account() -> None:
    assert slip.ended("泰兴", np.random.default_rng(1)).removeprefix("泰兴") in slip.ENDINGS
    assert slip.shape("大", np.random.default_rng(1)) == "大"
    assert slip.slipped("泰兴", [slip.ended], np.random.default_rng(1)).startswith("泰兴")
