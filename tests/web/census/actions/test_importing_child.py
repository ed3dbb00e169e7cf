"""Rows that hang on entries."""

from collections.abc import Callable

from tests.web.census.actions.conftest import GOOD, Started, finish, sheet

from jianfu.web.base.actor import Actor
from jianfu.web.registry.models import Asset, AssetFunction


def test_functions_of_entries_in_the_file_and_in_the_register_come_in_once(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河缴费", asset_id="OLD")
    functions = sheet("A1,pay,缴费", "OLD,pay,缴费", name="服务功能.csv", head="编号,功能代码,功能名称")
    finish(started(sheet(GOOD), functions), coordinator)
    functions.seek(0)
    again = started(functions)
    assert again.counts["functions"]["unchanged"] == 2
    assert AssetFunction.objects.count() == 2
