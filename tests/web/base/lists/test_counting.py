"""Counts are exact while that is cheap, and remembered beyond."""

from collections.abc import Callable

import pytest
from django.core.cache import cache

from jianfu.web.base.lists import counting
from jianfu.web.base.lists.counting import Count, count
from jianfu.web.registry.models import Asset


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Forget counts of other tests."""
    cache.clear()


def test_a_small_count_is_exact_each_time(asset: Callable[..., Asset]) -> None:
    asset()
    assert count(Asset.objects.all()) == Count(1)
    asset()
    assert count(Asset.objects.all()) == Count(2)


def test_a_large_count_is_remembered_and_says_so(asset: Callable[..., Asset], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "EXACT_UP_TO", 1)
    asset(), asset()
    assert count(Asset.objects.all()) == Count(2)
    asset()
    assert count(Asset.objects.order_by("name")) == Count(2, about=True)
    assert count(Asset.objects.filter(platform="微信")) == Count(3)
