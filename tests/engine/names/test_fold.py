"""Folding text and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.fold import fold, fold_bare, fold_name, simplified


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＰＰ", "app"),
        (" 政 务\nApp ", "政务app"),
        ("关注数（人）", "关注数(人)"),
        ("１２３", "123"),
        ("a\u200bb\ufeff", "ab"),
        ("", ""),
    ],
)
def test_width_case_and_white_space_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "name", ["某(集团)公司", "某（集团）公司", "某〔集团〕公司", "某【集团】公司", "某[集团]公司", "某 (集团) 公司"]
)
def test_every_kind_of_bracket_is_one(name: str) -> None:
    assert fold_name(name) == "某(集团)公司"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("臺灣衛健委發佈", "台湾卫健委发布"),
        ("後勤", "后勤"),
        ("市場監督管理局", "市场监督管理局"),
        ("淸江浦", "清江浦"),
        ("国家", "国家"),
        ("囯家", "国家"),
        ("新邨", "新村"),
        ("APP", "APP"),
        ("", ""),
    ],
)
def test_traditional_and_variant_characters_are_written_as_the_standard_ones(text: str, written: str) -> None:
    assert simplified(text) == written


@pytest.mark.parametrize(
    ("name", "bare"),
    [("衛健委（服務號）", "卫健委服务号"), ("《泰兴》发布", "泰兴发布"), ("“泰兴”", "泰兴"), ("Ａ pp", "app")],
)
def test_a_bare_name_has_no_brackets_and_keeps_what_stands_in_them(name: str, bare: str) -> None:
    assert fold_bare(name) == bare


@given(st.text())
def test_simplifying_and_baring_twice_is_doing_it_once(text: str) -> None:
    assert simplified(simplified(text)) == simplified(text)
    assert fold_bare(fold_bare(text)) == fold_bare(text)
