"""Possible duplicates while typing."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianfu.web.registry.queries.duplicates import Draft, possible

HERE = Draft(category="new_media", region_code="320121")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"url": "http://www.qinghe.gov.cn/w/"}, ("url",)),
        ({"platform": "微信", "platform_id": " gh_9 "}, ("platform_id",)),
        ({"filing_no": "苏备1"}, ("filing_no",)),
        ({"name": "清河水务"}, ("name",)),
        ({"name": "清河縣水務局"}, ("name_alike",)),
        ({"name": "清河水务微信公众号", "platform": "微信"}, ("name_alike", "platform")),
        ({"name": "清河水务", "url": "https://qinghe.gov.cn/w", "filing_no": "苏备1"}, ("url", "filing_no")),
    ],
)
def test_an_entry_alike_is_shown_with_why(asset: Any, typed: dict[str, str], why: tuple[str, ...]) -> None:
    entry = asset(url="https://qinghe.gov.cn/w", platform_id="gh_9", filing_no="苏备1")
    found = possible(replace(HERE, **typed))
    assert [(one.asset, one.why) for one in found] == [(entry, why)]


@pytest.mark.parametrize(
    "typed", [{}, {"name": "水"}, {"name": "石门镇便民服务"}, {"name": "清河教育"}, {"url": "https://other.gov.cn/"}]
)
def test_what_is_not_alike_is_not_shown(asset: Any, typed: dict[str, str]) -> None:
    asset(url="https://qinghe.gov.cn/w", filing_no="")
    assert possible(replace(HERE, **typed)) == []


def test_a_like_name_of_another_division_is_no_duplicate_but_the_very_name_is(asset: Any) -> None:
    asset("云泽健康服务", "DH")
    assert possible(replace(HERE, name="云泽健康")) == []
    assert len(possible(replace(HERE, name="云泽健康服务"))) == 1


def test_an_entry_is_no_duplicate_of_itself(asset: Any) -> None:
    entry = asset(url="https://x.cn")
    assert possible(replace(HERE, name="清河水务", url="https://x.cn", pk=entry.pk)) == []


def test_the_number_of_questions_does_not_grow_with_the_register(asset: Any) -> None:
    for number in range(30):
        asset(f"清河水务{number}号")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(possible(replace(HERE, name="清河水务", url="https://x.cn", platform="微信", platform_id="g"))) == 8
    assert len(asked) <= 6
