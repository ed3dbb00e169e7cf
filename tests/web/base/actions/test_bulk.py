"""Many rows changed in one step, and taken back."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from jianfu.web.base.actions import bulk
from jianfu.web.base.actions.bulk import Subject
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, Batch
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

AT = datetime(2026, 9, 2, 9, 0, tzinfo=UTC)
SUBJECT = Subject("registry.bulk", "asset", "asset_id", Permission.REGISTRY_CHANGE, title="更改条目", listing="x")


@pytest.fixture
def three(asset: Callable[..., Asset]) -> list[Asset]:
    """Return three entries of the county: two on one platform, one closed on another."""
    return [
        asset("甲", last_activity_on=date(2026, 1, 1)),
        asset("乙", "XH"),
        asset("丙", platform="抖音", state="closed"),
    ]


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    """Return the county's coordinator."""
    return actor(Role.COORDINATOR, "X")


def _apply(by: Actor, reason: str = "口径统一", **values: Any) -> Batch:
    rows = Asset.objects.all()
    return Batch.objects.get(batch_id=bulk.apply(SUBJECT, rows=rows, values=values, by=by, at=AT, reason=reason))


def test_rows_that_hold_the_value_already_are_left_alone(three: list[Asset], coordinator: Actor) -> None:
    batch = _apply(coordinator, platform="抖音")
    assert (batch.count, batch.rows.count()) == (2, 2)
    held = {row.name: (row.platform, row.version, row.changed_at == AT) for row in Asset.objects.all()}
    assert held == {"甲": ("抖音", 2, True), "乙": ("抖音", 2, True), "丙": ("抖音", 1, False)}


def test_each_row_writes_an_entry_with_before_after_reason_and_batch(three: list[Asset], coordinator: Actor) -> None:
    batch = _apply(coordinator, state="closed", last_activity_on=None)
    entries = AuditEntry.objects.order_by("seq")
    assert [entry.object_id for entry in entries] == ["A1", "A2"]
    assert entries[0].before == {"state": "active", "last_activity_on": "2026-01-01"}
    assert entries[0].after == {"state": "closed", "last_activity_on": None, "batch": batch.batch_id}
    assert (entries[1].reason, entries[1].unit, entries[1].role) == ("口径统一", "XH", "coordinator")


def test_taken_back_the_rows_hold_what_they_held(
    three: list[Asset], coordinator: Actor, units: dict[str, Unit]
) -> None:
    batch = _apply(coordinator, sponsor=units["T"], last_activity_on=date(2026, 8, 1))
    bulk.undo(SUBJECT, batch=batch, by=coordinator, at=AT, reason="有误")
    held = {row.name: (row.sponsor.unit_id, row.last_activity_on) for row in Asset.objects.select_related("sponsor")}
    assert held == {"甲": ("XW", date(2026, 1, 1)), "乙": ("XH", None), "丙": ("XW", None)}
    assert AuditEntry.objects.filter(action="registry.bulk_undo").count() == 3
    assert not bulk.left(batch).exists()


def test_a_row_changed_since_is_left_and_listed(three: list[Asset], coordinator: Actor) -> None:
    batch = _apply(coordinator, platform="快手")
    Asset.objects.filter(name="乙").update(platform="微博")
    undoing = Batch.objects.get(batch_id=bulk.undo(SUBJECT, batch=batch, by=coordinator, at=AT, reason="有误"))
    assert undoing.count == 2
    assert dict(Asset.objects.values_list("name", "platform")) == {"甲": "微信", "乙": "微博", "丙": "抖音"}
    assert [row.row_id for row in bulk.left(batch)] == ["A2"]


def test_a_batch_is_taken_back_once(three: list[Asset], coordinator: Actor) -> None:
    batch = _apply(coordinator, platform="快手")
    bulk.undo(SUBJECT, batch=batch, by=coordinator, at=AT, reason="有误")
    with pytest.raises(UnableToSave, match="已经撤销过"):
        bulk.undo(SUBJECT, batch=batch, by=coordinator, at=AT, reason="有误")


def test_one_row_beyond_the_actor_and_nothing_is_changed(
    three: list[Asset], asset: Callable[..., Asset], coordinator: Actor
) -> None:
    asset("丁", "DH")
    with pytest.raises(UnableToPermit, match="1 条"):
        _apply(coordinator, platform="快手")
    assert not Asset.objects.filter(platform="快手").exists()
    assert not Batch.objects.exists()


def test_rows_are_not_handed_over_to_a_unit_beyond_the_actor(
    three: list[Asset], coordinator: Actor, units: dict[str, Unit]
) -> None:
    with pytest.raises(UnableToPermit, match="云泽市"):
        _apply(coordinator, sponsor=units["D"])


def test_a_change_without_a_reason_is_refused(three: list[Asset], coordinator: Actor) -> None:
    with pytest.raises(UnableToSave, match="理由"):
        _apply(coordinator, reason=" ", platform="快手")


def test_more_rows_than_one_step_are_all_changed(
    three: list[Asset], coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "STEP", 2)
    batch = _apply(coordinator, platform="快手")
    bulk.undo(SUBJECT, batch=batch, by=coordinator, at=AT, reason="有误")
    assert dict(Asset.objects.values_list("name", "platform")) == {"甲": "微信", "乙": "微信", "丙": "抖音"}


def test_a_number_written_another_way_is_no_change(asset: Callable[..., Asset], coordinator: Actor) -> None:
    asset("甲", cost_per_year="12.50")
    assert _apply(coordinator, cost_per_year=Decimal("12.5")).count == 0
    batch = _apply(coordinator, cost_per_year=Decimal("100"))
    bulk.undo(SUBJECT, batch=batch, by=coordinator, at=AT, reason="有误")
    assert Asset.objects.get().cost_per_year == Decimal("12.50")
