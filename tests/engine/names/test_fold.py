"""Folding text and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.fold import fold, fold_name


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
