"""What was signed comes into the register in one transaction, through the register's own actions."""

from datetime import date

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.unable import UnableToSave
from jianfu.web.census.actions import signing
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.models import Declaration
from jianfu.web.registry.models import Asset


def _sign(table: Declaration, rows: list[dict[str, object]], clerk: Actor, chief: Actor) -> None:
    propose_rows(declaration=table, rows=rows, by=clerk, at=AT)
    table.refresh_from_db()
    given = signing.hand_in(declaration=table, version=table.version, confirm_rest=True, by=clerk, at=AT)
    signing.sign_off(declaration=given, seen_hash=given.content_hash, by=chief, at=AT)


def test_changes_and_new_entries_are_in_the_register(signed: Declaration) -> None:
    assert Asset.objects.get(asset_id="A1").name == "清河水利"
    new = Asset.objects.get(platform_id="jieshui")
    assert (new.sponsor.unit_id, new.declared_on, new.declared_source) == ("XW", TODAY, "自报")
    assert signed.rows.get(kind="new").asset == new


def test_the_first_day_of_declaration_stands(signed: Declaration) -> None:
    assert Asset.objects.get(asset_id="A1").declared_on == date(2026, 1, 5)
    assert Asset.objects.get(asset_id="A2").declared_on == TODAY


def test_each_entry_has_its_audit_entry(signed: Declaration) -> None:
    said = AuditEntry.objects.filter(object_kind="asset").values_list("action", "object_id")
    assert set(said) == {("registry.change", "A1"), ("census.confirm", "A2"), ("registry.create", "微博:jieshui")}
    change = AuditEntry.objects.get(action="registry.change")
    assert (change.before["name"], change.after["name"]) == ("清河水务", "清河水利")


def test_what_is_gone_is_closed_and_never_deleted(table: Declaration, clerk: Actor, chief: Actor) -> None:
    rows: list[dict[str, object]] = [
        {"kind": "gone", "asset_id": "A1"},
        {"kind": "changed", "asset_id": "A2", "state": "closed", "closed_on": "2026-08-01"},
    ]
    _sign(table, rows, clerk, chief)
    closed = dict(Asset.objects.filter(state="closed").values_list("asset_id", "closed_on"))
    assert closed == {"A1": TODAY, "A2": date(2026, 8, 1)}


def test_what_never_was_is_void_and_what_went_with_notice_is_deregistered(
    table: Declaration, clerk: Actor, chief: Actor
) -> None:
    notice = {"closing_notice_url": "https://qinghe.example/notice", "closing_notice_on": TODAY}
    Asset.objects.filter(asset_id="A1").update(**notice)
    _sign(table, [{"kind": "gone", "asset_id": "A1"}, {"kind": "absent", "asset_id": "A2"}], clerk, chief)
    assert set(Asset.objects.values_list("asset_id", "state")) == {("A1", "closed"), ("A2", "closed")}
    moves = AuditEntry.objects.filter(action__in=("registry.deregister", "registry.void"))
    said = {entry.object_id: (entry.action, entry.reason.rpartition("：")[2]) for entry in moves}
    assert said == {"A1": ("registry.deregister", "已不存在"), "A2": ("registry.void", "查无此条目")}


def test_what_was_observed_has_its_day_and_source(table: Declaration, clerk: Actor, chief: Actor) -> None:
    _sign(table, [{"kind": "changed", "asset_id": "A2", "members": 44}], clerk, chief)
    asset = Asset.objects.get(asset_id="A2")
    assert asset.members == 44
    assert list(asset.observations.values_list("measure", "value", "observed_on", "source")) == [
        ("members", "44", TODAY, "自报")
    ]


def test_stated_none_is_not_the_same_as_silence(table: Declaration, clerk: Actor, chief: Actor) -> None:
    _sign(
        table, [{"kind": "changed", "asset_id": "A2", "approval_no": "none", "expected_end_on": "none"}], clerk, chief
    )
    asset = Asset.objects.get(asset_id="A2")
    assert (asset.approval_no, asset.expected_end_on) == ("", None)
    assert asset.stated_none == ["approval_no", "expected_end_on"]


def test_where_one_entry_cannot_be_kept_nothing_is(table: Declaration, clerk: Actor, chief: Actor) -> None:
    Asset.objects.filter(asset_id="A2").update(platform="微信", platform_id="duty")
    rows: list[dict[str, object]] = [
        {"kind": "changed", "asset_id": "A1", "name": "清河水利"},
        {"kind": "new", "name": "值班", "category": "work_group", "platform": "微信", "platform_id": "duty"},
    ]
    with pytest.raises(UnableToSave):
        _sign(table, rows, clerk, chief)
    table.refresh_from_db()
    assert Asset.objects.get(asset_id="A1").name == "清河水务"
    assert not table.sign_offs.exists()
