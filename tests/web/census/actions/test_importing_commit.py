"""What a commit writes."""

from tests.web.census.actions.conftest import GOOD, Started, finish, sheet

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.registry.models import Asset, AssetName, Observation


def test_a_good_row_becomes_an_entry_with_its_name_observation_and_audit_entry(
    started: Started, coordinator: Actor
) -> None:
    batch = started(sheet(GOOD, encoding="gb18030"))
    assert batch.counts["assets"]["new"] == 1
    finish(batch, coordinator)
    entry = Asset.objects.get(asset_id="A1")
    assert (entry.name, entry.category, entry.sponsor.unit_id, entry.state) == ("清河水务", "new_media", "XW", "active")
    assert "qhsw" in entry.search
    assert set(AssetName.objects.values_list("kind", "value")) == {("name", "清河水务"), ("platform_id", "w1")}
    assert Observation.objects.get().value == "2026-08-01"
    said = AuditEntry.objects.get(object_kind="asset")
    assert (said.action, said.object_id, said.reason) == ("registry.import_new", "A1", "据报送表导入")
    assert said.after is not None and said.after["name"] == "清河水务"


def test_a_changed_cell_changes_only_that_column_and_an_empty_one_nothing(started: Started, coordinator: Actor) -> None:
    finish(started(sheet(GOOD)), coordinator)
    batch = started(sheet("1,A1,政务新媒体,清河水务发布,微信,w1,清河县水务局,,,,"))
    assert batch.counts["assets"]["changed"] == 1
    finish(batch, coordinator)
    entry = Asset.objects.get()
    assert (entry.name, entry.state, entry.version) == ("清河水务发布", "active", 2)
    said = AuditEntry.objects.get(action="registry.import_changed")
    assert (said.before, said.after) == ({"name": "清河水务"}, {"name": "清河水务发布"})
    assert AssetName.objects.get(kind="name", until=None).value == "清河水务发布"


def test_a_cell_that_says_none_is_kept_as_stated(started: Started, coordinator: Actor) -> None:
    finish(started(sheet("1,A1,政务App,水务通,安卓,p1,清河县水务局,在用,无,,")), coordinator)
    entry = Asset.objects.get()
    assert (entry.closed_on, entry.stated_none) == (None, ["closed_on"])
