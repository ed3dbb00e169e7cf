"""How names sound and look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from jianfu.engine.names.reading import _sounded, is_slip, reading, shape_key, slip_key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("泰兴", "tai xing"),
        ("南京六合", "nan jing lu he"),
        ("盱眙", "xu yi"),
        ("邗江", "han jiang"),
        ("浒墅关", "xu shu guan"),
        ("邳州", "pi zhou"),
        ("睢宁", "sui ning"),
        ("蚌埠", "beng bu"),
        ("重庆长寿", "chong qing chang shou"),
        ("朝阳", "chao yang"),
        ("银行", "yin hang"),
        ("行政", "xing zheng"),
        ("旅游", "lv you"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_places_are_read_as_people_there_read_them(text: str, said: str) -> None:
    assert reading(text) == said


@pytest.mark.parametrize(("one", "other"), [("己", "已"), ("未", "末"), ("清江", "靖江"), ("市场监菅", "市场监管")])
def test_near_shaped_characters_have_one_key(one: str, other: str) -> None:
    assert shape_key(one) == shape_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("泰兴", "泰星"), ("清江浦", "请江浦"), ("诏安", "昭安"), ("南通", "兰通"), ("应急", "应及")]
)
def test_slips_of_ear_and_eye_have_one_key(one: str, other: str) -> None:
    assert slip_key(one) == slip_key(other)


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("泰星", "泰兴", True),
        ("兴泰", "泰兴", True),
        ("泰兴", "泰兴", False),
        ("太星", "泰兴", False),
        ("泰州", "泰兴", False),
        ("泰", "泰兴", False),
    ],
)
def test_a_slip_sounds_or_looks_alike_and_shares_a_character(written: str, meant: str, slip: bool) -> None:
    assert is_slip(written, meant) is slip


@given(st.text(max_size=10))
def test_the_shape_key_of_a_shape_key_is_itself(text: str) -> None:
    assert shape_key(shape_key(text)) == shape_key(text)


@given(st.text(st.sampled_from("清河县水务局重庆长行乐朝阳Aa19 ·-"), max_size=14))
def test_words_kept_sound_as_a_text_read_whole(text: str) -> None:
    assert _sounded(text) == lazy_pinyin(text)
