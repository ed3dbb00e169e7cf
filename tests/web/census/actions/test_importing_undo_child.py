"""Undoing what an import hung on entries."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.census.actions.conftest import GOOD, Started, finish, sheet
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.census.actions.importing import UnableToImport
from jianfu.web.census.actions.importing_undo import undo
from jianfu.web.registry.models import Asset, AssetFunction, Observation

FUNCTIONS = "编号,功能代码,功能名称,月使用次数"
MEASURES = "编号,指标,数值,监测日期,数据来源"


@pytest.fixture
def known(asset: Callable[..., Asset]) -> Asset:
    made = asset("清河水务", asset_id="A1", platform_id="w1", last_activity_on="2026-07-01", observed_on="2026-07-02")
    AssetFunction.objects.create(asset=made, function_code="F1", function_name="缴费", monthly_uses=5)
    return made


def _imported(started: Started, by: Actor) -> Any:
    batch = started(
        sheet(GOOD),
        sheet("A1,F1,缴费,9", "A1,F2,报修,1", name="服务功能.csv", head=FUNCTIONS),
        sheet("A1,members,30,2026-08-20,巡查", name="监测.csv", head=MEASURES),
    )
    finish(batch, by)
    batch.refresh_from_db()
    return batch


def test_functions_and_observations_are_as_they_were_and_the_chain_says_so(
    started: Started, coordinator: Actor, known: Asset
) -> None:
    batch = _imported(started, coordinator)
    assert (AssetFunction.objects.count(), Observation.objects.count() > 1) == (2, True)
    assert undo(batch=batch, reason="导错文件", by=coordinator, at=AT) == []
    assert list(AssetFunction.objects.values_list("function_code", "monthly_uses")) == [("F1", 5)]
    assert not Observation.objects.exists()
    said = AuditEntry.objects.filter(action="registry.import_undone", object_id="A1")
    assert {key for entry in said for key in entry.before} >= {"functions", "measures"}


def test_what_somebody_changed_since_stays_and_is_listed_once(
    started: Started, coordinator: Actor, known: Asset
) -> None:
    batch = _imported(started, coordinator)
    AssetFunction.objects.filter(function_code="F1").update(monthly_uses=7)
    AssetFunction.objects.filter(function_code="F2").update(function_name="报修服务")
    left = undo(batch=batch, reason="导错文件", by=coordinator, at=AT)
    assert [(each["asset_id"], each["why"]) for each in left] == [("A1", "changed")]
    assert set(AssetFunction.objects.values_list("function_code", "monthly_uses")) == {("F1", 7), ("F2", 1)}


def test_an_import_is_undone_once(started: Started, coordinator: Actor, known: Asset) -> None:
    batch = _imported(started, coordinator)
    undo(batch=batch, reason="导错文件", by=coordinator, at=AT)
    with pytest.raises(UnableToImport, match="undone already"):
        undo(batch=batch, reason="再撤一次", by=coordinator, at=AT)
