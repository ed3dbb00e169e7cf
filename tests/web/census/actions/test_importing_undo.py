"""Undoing a whole import."""

from collections.abc import Callable
from datetime import timedelta

from tests.web.census.actions.conftest import GOOD, Started, finish, sheet
from tests.web.conftest import AT

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.census.actions.importing_undo import undo
from jianfu.web.registry.models import Asset


def test_undo_puts_everything_back_but_what_was_changed_since(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("旧名", asset_id="A1", platform_id="w1")
    batch = started(
        sheet(GOOD, GOOD.replace("A1", "A2").replace("w1", "w2"), GOOD.replace("A1", "A3").replace("w1", "w3"))
    )
    finish(batch, coordinator)
    Asset.objects.filter(asset_id="A3").update(version=2)
    later = Deed("registry.change", "asset", "A3", {"name": "又名"}, {"name": "新名"})
    audit.write(by=coordinator, at=AT + timedelta(minutes=5), deeds=[later])
    left = undo(batch=batch, reason="导错文件", by=coordinator, at=AT + timedelta(hours=1))
    assert [(each["asset_id"], each["what"]) for each in left] == [("A3", "name")]
    assert left[0]["who"]
    assert left[0]["when"] == (AT + timedelta(minutes=5)).isoformat()
    entry = Asset.objects.get(asset_id="A1")
    assert (entry.name, entry.last_activity_on) == ("旧名", None)
    assert set(Asset.objects.values_list("asset_id", flat=True)) == {"A1", "A3"}
