import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.linkage.comparisons_word import differ_in_number, forked, is_short_for, tail_levels


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [("第一小学", "第二小学", True), ("一中", "第一中学", False), ("中学", "第二中学", False), ("119", "120", True)],
)
def test_numbers_tell_schools_apart(left: str, right: str, differ: bool) -> None:
    assert differ_in_number(left, right) is differ


@pytest.mark.parametrize(
    ("left", "right", "short"),
    [("法援", "法律援助", True), ("农办", "农业农村办", True), ("法", "法律", False), ("援法", "法律援助", False)],
)
def test_a_short_form_keeps_the_order_of_characters(left: str, right: str, short: bool) -> None:
    assert is_short_for(left, right) is short
    assert is_short_for(right, left) is short


@pytest.mark.parametrize(
    ("left", "right", "way"),
    [("统计", "统计直播间", 1), ("统计课堂", "统计直播间", 2), ("统计", "统计微", 0), ("审计课堂", "统计课堂", 0)],
)
def test_names_that_part_after_a_common_beginning(left: str, right: str, way: int) -> None:
    assert forked(left, right) == way


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("", "", "none"),
        ("发布", "发布", "same"),
        ("官方", "", "plain"),
        ("发布", "", "one_telling"),
        ("发布", "官方", "one_telling"),
        ("发布", "服务号", "different"),
    ],
)
def test_how_endings_compare(left: str, right: str, level: str) -> None:
    assert tail_levels([left], [right]).to_pylist() == [level]


@given(st.text(max_size=8), st.text(max_size=8))
def test_comparing_has_no_direction(left: str, right: str) -> None:
    assert forked(left, right) == forked(right, left)
    assert differ_in_number(left, right) == differ_in_number(right, left)
