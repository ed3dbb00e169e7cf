"""When an import may be committed."""

from collections.abc import Callable

import pytest
from tests.web.census.actions.conftest import GOOD, Started, finish, sheet

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions.importing import UnableToImport
from jianfu.web.registry.models import Asset


def test_good_rows_alone_are_imported_only_when_asked(started: Started, coordinator: Actor) -> None:
    batch = started(sheet(GOOD, "2,A2,不对,清河供水,微信,w2,清河县水务局,在用,,,"))
    finish(batch, coordinator, good_only=True)
    assert Asset.objects.values_list("asset_id", flat=True).get() == "A1"


def test_an_entry_changed_since_the_preview_stops_the_commit(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("旧名", asset_id="A1", platform_id="w1", last_activity_on="2026-08-01", observed_on="2026-08-20")
    batch = started(sheet(GOOD))
    Asset.objects.update(name="清河水务", version=2)
    with pytest.raises(UnableToImport):
        finish(batch, coordinator)
    batch.refresh_from_db()
    assert batch.counts["assets"]["unchanged"] == 1


def test_a_row_changed_since_stops_the_commit_though_the_counts_are_the_same(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    known = {"last_activity_on": "2026-08-01", "observed_on": "2026-08-20"}
    asset("旧名", asset_id="A1", platform_id="w1", **known)
    batch = started(sheet(GOOD))
    Asset.objects.update(name="另一个旧名", version=2)
    with pytest.raises(UnableToImport, match="A1"):
        finish(batch, coordinator)
    assert finish(batch, coordinator)["changed"] == 1


def test_a_clerk_may_not_write_to_the_register(started: Started, actor: Callable[..., Actor]) -> None:
    clerk = actor(Role.CLERK, "X")
    batch = started(sheet(GOOD), by=clerk)
    assert batch.counts["assets"]["conflict"] == 1
    with pytest.raises(UnableToImport):
        finish(batch, clerk, good_only=True)
