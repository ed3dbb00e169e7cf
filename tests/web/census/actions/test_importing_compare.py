"""What an import would do to the register."""

from collections.abc import Callable

from tests.web.census.actions.conftest import GOOD, Started, finish, sheet

from jianfu.web.base.actor import Actor
from jianfu.web.registry.models import Asset


def test_the_same_file_twice_changes_nothing(started: Started, coordinator: Actor) -> None:
    finish(started(sheet(GOOD)), coordinator)
    before = list(Asset.objects.values())
    again = started(sheet(GOOD))
    assert again.counts["assets"] | {"rows": 1} == {
        "new": 0, "changed": 0, "unchanged": 1, "conflict": 0, "rows": 1, "faulty": 0,
    }  # fmt: skip
    finish(again, coordinator)
    assert list(Asset.objects.values()) == before


def test_rows_of_units_out_of_reach_are_conflicts(started: Started, coordinator: Actor) -> None:
    batch = started(sheet("1,A1,政务新媒体,云泽卫健,微信,w1,云泽市卫生健康委员会,在用,,,"))
    assert batch.counts["assets"]["conflict"] == 1


def test_an_account_another_unit_holds_is_a_conflict(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河卫健", "XH", platform_id="w1")
    batch = started(sheet(GOOD.replace(",A1,", ",,")))
    assert batch.counts["assets"]["conflict"] == 1
