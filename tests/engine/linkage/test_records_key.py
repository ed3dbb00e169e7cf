import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.linkage.records_key import account_key, filing_key, platform_key, url_key


@pytest.mark.parametrize(
    "typed",
    [
        "gh_4f0a",
        "GH_4F0A",
        "ｇｈ＿４ｆ０ａ",
        " gh_4f0a ",
        "@gh_4f0a",
        "gh_ 4f0a",
        "微信号：gh_4f0a",
        "ID:gh_4f0a",
        "原始ID:gh_4f0a",
    ],
)
def test_an_account_typed_differently_has_one_key(typed: str) -> None:
    assert account_key(typed) == "gh_4f0a"


@pytest.mark.parametrize("typed", [None, "", "none", "无", "-", "@", "暂无"])
def test_an_account_missing_or_stated_none_has_no_key(typed: str | None) -> None:
    assert account_key(typed) is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("https://www.weibo.com/u/1047382910/", "weibo.com/u/1047382910"),
        ("http://WEIBO.com/u/1047382910?from=page", "weibo.com/u/1047382910"),
        ("weibo.com/u/1047382910#top", "weibo.com/u/1047382910"),
        ("https://mp.weixin.qq.com/mp/profile_ext?scene=1&__biz=mzi4", "mp.weixin.qq.com/mp/profile_ext?__biz=mzi4"),
        ("https://mp.weixin.qq.com/", None),
        ("https://weibo.com", None),
        ("https://app.example.gov.cn/", "app.example.gov.cn"),
        ("没有网址", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_an_address_is_its_host_and_path(typed: str | None, key: str | None) -> None:
    assert url_key(typed) == key


@pytest.mark.parametrize("typed", ["苏网信备〔2021〕0731号", "苏网信备[2021]0731", "第苏网信备(2021) 0731号"])
def test_a_filing_number_is_one_however_it_is_bracketed(typed: str) -> None:
    assert filing_key(typed) == "苏网信备20210731"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("微信公众号", "微信"),
        ("WeChat", "微信"),
        ("微信-视频号", "微信视频号"),
        ("新浪官方微博", "新浪微博"),
        ("none", None),
        (None, None),
    ],
)
def test_a_platform_goes_by_one_name(typed: str | None, key: str | None) -> None:
    assert platform_key(typed) == key


@given(st.text())
def test_a_key_of_a_key_is_the_key(typed: str) -> None:
    key = account_key(typed)
    assert key is None or account_key(account_key(key)) == account_key(key)
