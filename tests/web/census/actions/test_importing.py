"""An import from upload to undo."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions import importing
from jianfu.web.census.actions.importing import UnableToImport
from jianfu.web.census.actions.importing_check import candidates
from jianfu.web.census.actions.importing_finish import commit
from jianfu.web.census.actions.importing_undo import undo
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Asset, AssetFunction, AssetName, Observation
from jianfu.web.units.models import Unit

HEAD = "序号,编号,类别,账号名称,平台,平台账号,主办单位,状态,关停日期,最近活跃日期,监测日期"
GOOD = "1,A1,政务新媒体,清河水务,微信,w1,清河县水务局,在用,,2026-08-01,2026-08-20"


def sheet(*rows: str, name: str = "应用程序.csv", head: str = HEAD, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((head, *rows)).encode(encoding))


Started = Callable[..., ImportBatch]


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.COORDINATOR, "X")


@pytest.fixture
def started(units: dict[str, Unit], coordinator: Actor) -> Started:
    """Return a maker of imports taken in with the columns as they were understood."""

    def make(*files: SimpleUploadedFile, by: Actor = coordinator) -> ImportBatch:
        batch = importing.upload(given=files, unit=units["X"], by=by, at=AT)
        importing.take_in(batch=batch, by=by, at=AT)
        return batch

    return make


def finish(batch: ImportBatch, by: Actor, *, good_only: bool = False) -> dict[str, int]:
    batch.refresh_from_db()
    return commit(batch=batch, version=batch.version, reason="据报送表导入", good_only=good_only, by=by, at=AT)


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


def test_the_same_file_twice_changes_nothing(started: Started, coordinator: Actor) -> None:
    finish(started(sheet(GOOD)), coordinator)
    before = list(Asset.objects.values())
    again = started(sheet(GOOD))
    assert again.counts["assets"] | {"rows": 1} == {
        "new": 0, "changed": 0, "unchanged": 1, "conflict": 0, "rows": 1, "faulty": 0,
    }  # fmt: skip
    finish(again, coordinator)
    assert list(Asset.objects.values()) == before


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


def test_a_faulty_row_is_counted_corrected_in_the_page_and_then_imported(started: Started, coordinator: Actor) -> None:
    batch = started(sheet(GOOD, "2,A2,不对,清河供水,微信,w2,清河县水务局,在用,,,"))
    assert (batch.counts["assets"]["faulty"], batch.state) == (1, "checked")
    with pytest.raises(UnableToImport):
        finish(batch, coordinator)
    cell = {"table": "assets", "row_id": (1 << 40) | 3, "code": "category", "value": "政务App"}
    importing.correct(batch=batch, corrections=[cell], by=coordinator, at=AT)
    finish(batch, coordinator)
    assert Asset.objects.get(asset_id="A2").category == "app"


def test_good_rows_alone_are_imported_only_when_asked(started: Started, coordinator: Actor) -> None:
    batch = started(sheet(GOOD, "2,A2,不对,清河供水,微信,w2,清河县水务局,在用,,,"))
    finish(batch, coordinator, good_only=True)
    assert Asset.objects.values_list("asset_id", flat=True).get() == "A1"


def test_a_name_not_written_exactly_so_waits_for_a_person(started: Started, coordinator: Actor) -> None:
    batch = started(sheet(GOOD.replace("清河县水务局", "清河水务局")))
    assert batch.counts["assets"]["new"] == 0
    named = candidates(batch)
    assert (named[0]["name"], named[0]["units"][0]["unit_id"]) == ("清河水务局", "XW")
    importing.match_units(batch=batch, matches={"清河水务局": "XW"}, by=coordinator, at=AT)
    assert batch.counts["assets"]["new"] == 1


def test_rows_of_units_out_of_reach_are_conflicts(started: Started, coordinator: Actor) -> None:
    batch = started(sheet("1,A1,政务新媒体,云泽卫健,微信,w1,云泽市卫生健康委员会,在用,,,"))
    assert batch.counts["assets"]["conflict"] == 1


def test_an_account_another_unit_holds_is_a_conflict(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河卫健", "XH", platform_id="w1")
    batch = started(sheet(GOOD.replace(",A1,", ",,")))
    assert batch.counts["assets"]["conflict"] == 1


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


def test_an_unknown_column_stops_until_it_is_settled_and_is_remembered(
    units: dict[str, Unit], coordinator: Actor
) -> None:
    given = [sheet(f"{GOOD},甲", head=f"{HEAD},自定栏")]
    batch = importing.upload(given=given, unit=units["X"], by=coordinator, at=AT)
    with pytest.raises(UnableToImport):
        importing.settle_columns(batch=batch, tables=["assets"], meanings={}, by=coordinator, at=AT)
    importing.settle_columns(batch=batch, tables=["assets"], meanings={(0, 11): "purpose"}, by=coordinator, at=AT)
    given[0].seek(0)
    again = importing.upload(given=given, unit=units["X"], by=coordinator, at=AT)
    assert again.sheets[0]["headings"][11]["meaning"] == "purpose"


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


def test_undo_puts_everything_back_but_what_was_changed_since(
    started: Started, coordinator: Actor, asset: Callable[..., Asset]
) -> None:
    asset("旧名", asset_id="A1", platform_id="w1")
    batch = started(
        sheet(GOOD, GOOD.replace("A1", "A2").replace("w1", "w2"), GOOD.replace("A1", "A3").replace("w1", "w3"))
    )
    finish(batch, coordinator)
    Asset.objects.filter(asset_id="A3").update(version=2)
    left = undo(batch=batch, reason="导错文件", by=coordinator, at=AT + timedelta(hours=1))
    assert [each["asset_id"] for each in left] == ["A3"]
    entry = Asset.objects.get(asset_id="A1")
    assert (entry.name, entry.last_activity_on) == ("旧名", None)
    assert set(Asset.objects.values_list("asset_id", flat=True)) == {"A1", "A3"}


def test_a_clerk_may_not_write_to_the_register(started: Started, actor: Callable[..., Actor]) -> None:
    clerk = actor(Role.CLERK, "X")
    batch = started(sheet(GOOD), by=clerk)
    assert batch.counts["assets"]["conflict"] == 1
    with pytest.raises(UnableToImport):
        finish(batch, clerk, good_only=True)


def test_other_kinds_of_files_are_refused(started: Started) -> None:
    with pytest.raises(UnableToImport):
        started(SimpleUploadedFile("表.exe", b"MZ"))
