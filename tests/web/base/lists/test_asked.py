"""What an address asks of a list, and what it says of that which it does not understand."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import QueryDict
from tests.web.base.lists.conftest import DEMO, ENTRIES

from jianfu.web.base.lists.asked import Asked, read
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

TODAY = date(2026, 9, 1)


def _asked(query: str, listing: object = ENTRIES) -> Asked:
    rows = (Asset if listing is ENTRIES else Unit).objects.all()
    return read(QueryDict(query), listing, rows=rows, as_of=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour=red", "本列表没有“colour”这一筛选项，没有按它筛选。"),
        ("state__has=a", "本列表没有“state__has”这一筛选项，没有按它筛选。"),
        ("name__=a", "本列表没有“name__”这一筛选项，没有按它筛选。"),
        ("state=gone", "“状态 是 gone”没有生效：不是这一项可选的值。"),
        ("last_activity_on__before=2026", "“最近活跃日期 早于 2026”没有生效：应为日期，如 2026-01-31。"),
        ("last_activity_on__over=many", "“最近活跃日期 超过若干天未有 many”没有生效：应为天数，如 90。"),
        ("followers__gt=many", "“关注数 大于 many”没有生效：应为数字。"),
        ("followers__gt=NaN", "“关注数 大于 NaN”没有生效：应为数字。"),
        ("followers=1e400", "“关注数 是 1e400”没有生效：应为数字。"),
        ("changed_at=0001-01-01", "“更新时间 是 0001-01-01”没有生效：应为日期，如 2026-01-31。"),
        ("name=%00", "“name”中有无法识别的字符，没有按它筛选。"),
        ("followers__between=3", "“关注数 介于 3”没有生效：应为两个值，中间用 .. 隔开。"),
        ("main_account=yes", "“主账号 是 yes”没有生效：应为 1（是）或 0（否）。"),
        ("platform__empty=x", "“平台 为空 x”没有生效：应为 1（是）或 0（否）。"),
        ("sponsor=nobody", "“主办单位 是（含下级） nobody”没有生效：没有这个单位编号或名称。"),
        ("sort=platform", "本列表不能按“platform”排序。"),
        ("size=7", "每页条数只能是 50、100 或 200。"),
        ("cols=name,colour", "本列表没有“colour”这一列。"),
        ("after=x", "地址中的翻页位置无法识别，已回到第一页。"),
        ("q=——", "搜索“——”中没有可搜索的汉字、字母或数字。"),
    ],
)
def test_what_is_not_understood_is_said_and_not_applied(query: str, said: str, db: None) -> None:
    asked = _asked(query)
    assert asked.complaints == (said,)
    assert not asked.is_narrowed


def test_blank_parameters_are_no_questions(db: None) -> None:
    assert _asked("state=&q=&cols=&sort=&name__has=") == _asked("")


def test_the_address_comes_back_as_it_was_read(db: None) -> None:
    query = "q=水务&state=active&state=closed&followers__between=3..9&cols=name%2Cstate&sort=-name&size=100"
    assert QueryDict(_asked(query).query()) == QueryDict(query)


def test_a_filter_is_taken_away_and_the_rest_stays(db: None) -> None:
    asked = _asked("q=水务&state=active&platform=微信&sort=name")
    assert QueryDict(asked.without(asked.conditions[0])) == QueryDict("q=水务&platform=微信&sort=name")
    assert QueryDict(asked.without(None)) == QueryDict("state=active&platform=微信&sort=name")


def test_filters_of_different_fields_all_hold_and_values_of_one_are_alternatives(asset: Callable[..., Asset]) -> None:
    asset("甲")
    asset("乙", state="closed")
    asset("丙", platform="抖音")
    rows = _asked("state=active&state=closed&platform=微信").narrow(Asset.objects.all())
    assert {row.name for row in rows} == {"甲", "乙"}


def test_the_order_ends_with_the_key(db: None) -> None:
    assert _asked("sort=-last_activity_on").order == ("-last_activity_on", "-pk")
    assert _asked("", DEMO).order == ("name", "pk")
