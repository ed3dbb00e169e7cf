"""The public sees apps, closed ones too, but none for the inside of a unit, and no account or group."""

from collections.abc import Callable

from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries import household


def test_apps_are_listed_and_nothing_internal(asset: Callable[..., Asset]) -> None:
    asset("公众应用", category="app", audience="public")
    asset("没有写明对象", category="app")
    asset("已注销", category="app", state="closed")
    asset("内部办公", category="app", audience="internal")
    asset("公众号")
    names = set(household.listed().values_list("name", flat=True))
    assert names == {"公众应用", "没有写明对象", "已注销"}


def test_only_public_columns_are_read(asset: Callable[..., Asset]) -> None:
    asset("公众应用", category="app", purpose="不公开的用途")
    assert "purpose" in household.listed().get().get_deferred_fields()
