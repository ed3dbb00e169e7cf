"""Platforms read from addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.platform import recognise, same_address


@pytest.mark.parametrize(
    ("address", "platform", "platform_id", "category"),
    [
        ("https://mp.weixin.qq.com/s?__biz=MzA3NTE5MzQzMA==&mid=2650", "微信", "MzA3NTE5MzQzMA==", "new_media"),
        ("https://mp.weixin.qq.com/s/AbCdEf", "微信", "", "new_media"),
        ("gh_0a1b2c3d4e5f", "微信", "gh_0a1b2c3d4e5f", "new_media"),
        ("https://channels.weixin.qq.com/platform?username=v2_abc@finder", "微信视频号", "v2_abc@finder", "new_media"),
        ("wx0123456789abcdef", "微信小程序", "wx0123456789abcdef", ""),
        ("#小程序://清河政务/AbC123", "微信小程序", "清河政务", ""),
        ("https://weibo.com/u/1234567890?is_all=1", "新浪微博", "1234567890", "new_media"),
        ("weibo.com/1234567890", "新浪微博", "1234567890", "new_media"),
        ("https://weibo.com/n/清河发布", "新浪微博", "清河发布", "new_media"),
        ("https://weibo.com/qinghefabu", "新浪微博", "qinghefabu", "new_media"),
        ("https://m.weibo.cn/u/1234567890", "新浪微博", "1234567890", "new_media"),
        ("http://t.cn/A6abc", "新浪微博", "", "new_media"),
        ("https://www.douyin.com/user/MS4wLjABAAAA-x_y?from=a", "抖音", "MS4wLjABAAAA-x_y", "new_media"),
        ("https://v.douyin.com/iRabc/", "抖音", "", "new_media"),
        ("https://www.iesdouyin.com/share/user/99887766", "抖音", "99887766", "new_media"),
        ("https://www.kuaishou.com/profile/3xabc9", "快手", "3xabc9", "new_media"),
        ("https://www.toutiao.com/c/user/token/MS4wLjAB=/?source=x", "今日头条", "MS4wLjAB=", "new_media"),
        ("https://www.xiaohongshu.com/user/profile/5ff0e6410000000001008400", "小红书", "5ff0e6410000000001008400",
         "new_media"),
        ("https://baijiahao.baidu.com/u?app_id=1549", "百家号", "1549", "new_media"),
        ("https://space.bilibili.com/456664753/video", "哔哩哔哩", "456664753", "new_media"),
        ("https://apps.apple.com/cn/app/%E8%8B%8F/id1234567890", "App Store", "1234567890", "app"),
        ("https://appgallery.huawei.com/app/C100012345", "华为应用市场", "C100012345", "app"),
        ("https://sj.qq.com/appdetail/cn.gov.js.app", "应用宝", "cn.gov.js.app", "app"),
        ("https://app.mi.com/details?id=cn.gov.js.app", "小米应用商店", "cn.gov.js.app", "app"),
        ("https://h5.dingtalk.com/circle/join.html?corpId=ding8f&token=1", "钉钉", "ding8f", "work_group"),
        ("https://qm.qq.com/q/?k=abc123", "QQ", "abc123", "work_group"),
    ],
)  # fmt: skip
def test_an_address_says_its_platform_and_account(address: str, platform: str, platform_id: str, category: str) -> None:
    found = recognise(f"  {address} ")
    assert found is not None
    assert (found.platform, found.platform_id, found.category) == (platform, platform_id, category)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "清河水务",
        "https://www.gov.cn/",
        "https://weibo.com.evil.cn/u/1234567890",
        "http://evil.cn/?u=mp.weixin.qq.com",
    ],
)
def test_what_is_no_known_platform_is_not_guessed(address: str) -> None:
    assert recognise(address) is None


def test_a_front_page_names_no_account() -> None:
    found = recognise("https://weibo.com/")
    assert found is not None
    assert found.platform_id == ""


def test_one_address_is_looked_up_in_all_the_ways_it_is_written() -> None:
    ways = same_address("http://www.Qinghe.gov.cn/app/")
    assert ways[0] == "http://www.Qinghe.gov.cn/app/"
    assert {"https://qinghe.gov.cn/app", "qinghe.gov.cn/app/", "http://www.qinghe.gov.cn/app"} <= set(ways)


def test_an_address_with_a_question_keeps_it() -> None:
    assert all(way.endswith("?id=A/") for way in same_address("https://x.cn/a?id=A/"))


@given(st.text(max_size=60))
def test_any_text_is_read_without_complaint(text: str) -> None:
    recognise(text)
    assert len(same_address(text)) <= 25
