"""Mistyped organs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.organ_slip import slipped_organ
from jianfu.engine.names.organ_table import organ_names


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("卫建委", "卫健"),
        ("市场监菅局", "市场监管"),
        ("市场监督管局", "市场监管"),
        ("市场监督管理理局", "市场监管"),
        ("市场监督管里局", "市场监管"),
        ("市场监督理管局", "市场监管"),
        ("应及管理局", "应急"),
        ("教玉", "教育"),
        ("水力局", "水利"),
        ("人社居", "人社"),
        ("水政局", ""),
        ("体玉局", "体育"),
        ("林业管理局", ""),
        ("中学", ""),
        ("局", ""),
        ("", ""),
    ],
)
def test_a_slip_means_the_one_organ_it_can_mean(text: str, organ: str) -> None:
    assert slipped_organ(text) == organ


@given(st.text(max_size=12))
def test_a_slip_means_a_known_organ_or_none(text: str) -> None:
    assert slipped_organ(text) in {"", *organ_names(nicknames=False).values()}
