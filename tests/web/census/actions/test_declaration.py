"""A unit's answers: what was not touched is not copied, what changed voids a signature."""

from collections.abc import Callable

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.census.actions import campaign as campaigns
from jianfu.web.census.actions import declaration as actions
from jianfu.web.census.actions.unable import UnableToDeclare
from jianfu.web.census.models import Campaign, Declaration, DeclarationRow
from jianfu.web.registry.models import Asset


def test_only_what_differs_from_the_register_is_kept(table: Declaration, clerk: Actor) -> None:
    said = {"kind": "changed", "asset_id": "A1", "name": "清河水利", "platform": "微信", "state": "active"}
    actions.propose_rows(declaration=table, rows=[said], by=clerk, at=AT)
    row = table.rows.get()
    assert (row.kind, row.values, row.before) == ("change", {"name": "清河水利"}, {"name": "清河水务"})
    table.refresh_from_db()
    assert table.state == "working"


def test_a_change_that_changes_nothing_is_a_confirmation(table: Declaration, clerk: Actor) -> None:
    said = {"kind": "changed", "asset_id": "A1", "name": "清河水务"}
    actions.propose_rows(declaration=table, rows=[said], by=clerk, at=AT)
    assert table.rows.get().kind == "confirm"


def test_the_last_answer_for_an_entry_stands(table: Declaration, clerk: Actor) -> None:
    for kind in ("unchanged", "gone"):
        actions.propose_rows(declaration=table, rows=[{"kind": kind, "asset_id": "A2"}], by=clerk, at=AT)
    assert [(row.kind, row.values) for row in table.rows.all()] == [("gone", {})]


def test_a_sheet_that_says_closed_says_gone(table: Declaration, clerk: Actor) -> None:
    said = {"kind": "changed", "asset_id": "A2", "state": "closed", "closed_on": "2026-08-01"}
    actions.propose_rows(declaration=table, rows=[said], by=clerk, at=AT)
    assert [(row.kind, row.values) for row in table.rows.all()] == [("gone", {"closed_on": "2026-08-01"})]


def test_an_entry_of_another_unit_is_refused(table: Declaration, clerk: Actor, asset: Callable[..., Asset]) -> None:
    asset("清川卫健", "CH", asset_id="B1")
    with pytest.raises(UnableToDeclare, match="B1"):
        actions.propose_rows(declaration=table, rows=[{"kind": "gone", "asset_id": "B1"}], by=clerk, at=AT)
    assert not DeclarationRow.objects.exists()


@pytest.mark.parametrize("said", [{"category": "new_media"}, {"name": "清河", "category": "app"}])
def test_a_new_entry_needs_a_name_and_a_category_asked_for(
    table: Declaration, clerk: Actor, said: dict[str, str]
) -> None:
    with pytest.raises(UnableToDeclare):
        actions.propose_rows(declaration=table, rows=[{"kind": "new", **said}], by=clerk, at=AT)


@pytest.mark.parametrize(("role", "unit"), [(Role.COORDINATOR, "P"), (Role.CLERK, "XH"), (Role.RESPONSIBLE, "XW")])
def test_only_those_who_declare_there_answer(
    table: Declaration, actor: Callable[..., Actor], role: Role, unit: str
) -> None:
    rows = [{"kind": "gone", "asset_id": "A1"}]
    with pytest.raises(UnableToPermit):
        actions.propose_rows(declaration=table, rows=rows, by=actor(role, unit), at=AT)


def test_an_old_version_is_refused_with_both_versions_named(table: Declaration, clerk: Actor) -> None:
    rows = [{"kind": "gone", "asset_id": "A1"}]
    actions.answer(declaration=table, answers=rows, version=1, by=clerk, at=AT)
    with pytest.raises(UnableToSave, match="第 1 版，现为第 2 版"):
        actions.answer(declaration=table, answers=rows, version=1, by=clerk, at=AT)


def test_confirming_all_writes_no_row(table: Declaration, clerk: Actor) -> None:
    actions.confirm_all(declaration=table, version=1, by=clerk, at=AT)
    table.refresh_from_db()
    assert table.rest_confirmed
    assert not table.rows.exists()


def test_a_new_row_is_corrected_and_taken_out(table: Declaration, clerk: Actor) -> None:
    said = {"kind": "new", "name": "清河节水", "category": "new_media"}
    row = actions.propose_rows(declaration=table, rows=[said], by=clerk, at=AT)[0]
    actions.change_new(row=row, values={"name": "节水清河", "category": "new_media"}, by=clerk, at=AT)
    assert table.rows.get().values["name"] == "节水清河"
    actions.change_new(row=row, values=None, by=clerk, at=AT)
    assert not table.rows.exists()


def test_an_answer_after_the_signature_voids_it(signed: Declaration, clerk: Actor) -> None:
    actions.propose_rows(declaration=signed, rows=[{"kind": "gone", "asset_id": "A2"}], by=clerk, at=AT)
    signed.refresh_from_db()
    assert signed.sign_offs.get().voided_at == AT
    assert (signed.state, signed.content_hash, signed.applied_at) == ("working", "", None)
    assert [row.kind for row in signed.rows.all()] == ["gone"]


def test_a_draft_takes_no_answers(table: Declaration, clerk: Actor) -> None:
    Campaign.objects.update(state="frozen")
    with pytest.raises(UnableToDeclare):
        actions.confirm_all(declaration=table, version=1, by=clerk, at=AT)


def test_every_answer_is_an_audit_entry(table: Declaration, clerk: Actor, lead: Actor) -> None:
    actions.propose_rows(declaration=table, rows=[{"kind": "gone", "asset_id": "A1"}], by=clerk, at=AT, reason="停办")
    entry = AuditEntry.objects.get(action="census.answer")
    assert (entry.unit, entry.reason) == ("XW", "停办")
    assert entry.after["rows"][0]["asset_id"] == "A1"
    campaigns.reconcile(campaign=table.campaign, by=lead, at=AT)  # units may still correct
    actions.propose_rows(declaration=table, rows=[{"kind": "unchanged", "asset_id": "A1"}], by=clerk, at=AT)


def test_a_sheet_of_all_entries_says_nothing_of_those_that_are_not_asked_for(
    table: Declaration, clerk: Actor, asset: Callable[..., Asset]
) -> None:
    asset("清河旧号", "XW", asset_id="A9", state="closed")
    rows = [{"kind": "unchanged", "asset_id": "A1"}, {"kind": "unchanged", "asset_id": "A9"}]
    made = actions.propose_rows(declaration=table, rows=rows, by=clerk, at=AT)
    assert [row.asset.asset_id for row in made if row.asset] == ["A1"]
    with pytest.raises(UnableToDeclare):
        actions.propose_rows(
            declaration=table, rows=[{"kind": "changed", "asset_id": "A9", "name": "x"}], by=clerk, at=AT
        )
