"""Endings of account names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.tail import telling, without_tail


@pytest.mark.parametrize(
    ("text", "left", "tail"),
    [
        ("泰兴发布", "泰兴", "发布"),
        ("泰兴发布官方微信", "泰兴", "发布"),
        ("泰兴卫健官微", "泰兴卫健", "官方"),
        ("泰兴卫健官方", "泰兴卫健", "官方"),
        ("泰兴卫健微信公众号", "泰兴卫健", "公众号"),
        ("泰兴卫健服务号", "泰兴卫健", "服务号"),
        ("泰兴卫健订阅号", "泰兴卫健", "订阅号"),
        ("泰兴卫健视频号", "泰兴卫健", "视频号"),
        ("泰兴卫健发布服务号", "泰兴卫健", "发布服务号"),
        ("泰兴教育在线", "泰兴教育", "在线"),
        ("泰兴政务", "泰兴", "政务"),
        ("泰兴公安微发布", "泰兴公安", "发布"),
        ("我的南京app", "我的南京", "app"),
        ("泰兴零距离", "泰兴", "零距离"),
        ("泰兴资讯", "泰兴", "资讯"),
        ("发布", "发布", ""),
        ("官方微信", "官方微信", ""),
        ("泰兴政务服务", "泰兴政务服务", ""),
        ("泰兴", "泰兴", ""),
        ("", "", ""),
    ],
)
def test_endings_come_off_and_the_telling_one_is_kept(text: str, left: str, tail: str) -> None:
    assert without_tail(text) == (left, tail)


def test_only_some_tails_tell_accounts_of_a_unit_apart() -> None:
    assert {"发布", "服务号", "资讯"} <= telling()
    assert not {"官方", "公众号", "app"} & telling()


@given(st.text("泰兴发布官方微信服务号", max_size=12))
def test_something_is_always_left(text: str) -> None:
    assert without_tail(text)[0] or not text
