"""How values are shown."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from jianfu.web.base.lists.cells import age_of, shown
from jianfu.web.base.lists.listing import Field

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("", ""), (True, "是"), (False, "否"), (0, "0"), (1234567, "1,234,567"), (Decimal("12.50"), "12.5"),
        (date(2026, 1, 2), "2026-01-02"), (["甲", "乙"], "甲、乙"), ("active", "在用"), ("other", "other"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_people_write_it(value: Any, text: str) -> None:
    choices = (("active", "在用"),) if isinstance(value, str) else ()
    with translation.override("zh-hans"):
        assert shown(value, Field("f", "项", choices=choices)) == text


def test_a_moment_is_shown_in_local_time(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Shanghai"
    assert shown(datetime(2026, 1, 1, 18, 5, tzinfo=UTC), Field("f", "项")) == "2026-01-02 02:05"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 1), "今天"),
        (date(2026, 8, 29), "3天前"),
        (date(2026, 4, 1), "5个月前"),
        (date(2020, 9, 1), "6年前"),
        (date(2026, 9, 2), "日期在今天之后"),
    ],
)
def test_an_age_is_said_in_the_unit_people_would_use(day: date, said: str) -> None:
    with translation.override("zh-hans"):
        assert age_of(day, TODAY) == said
