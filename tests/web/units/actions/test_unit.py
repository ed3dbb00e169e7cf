"""Units founded, corrected, reformed."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.units.actions import unit as actions
from jianfu.web.units.actions.unit import Reform, UnableToReform
from jianfu.web.units.models import Unit

REFORMED = date(2026, 8, 1)


def test_a_unit_is_founded_below_another_with_its_path_and_an_audit_entry(
    actor: Callable[..., Actor], units: dict[str, Unit]
) -> None:
    by = actor(Role.COORDINATOR, "X")
    made = actions.create(values={"unit_id": "XE", "name": "清河县教育局"}, parent=units["X"], by=by, at=AT)
    assert made.path == f"{units['X'].path}{made.pk}/"
    entry = AuditEntry.objects.get(object_kind="unit", object_id="XE")
    assert (entry.action, entry.after["name"], entry.role) == ("units.create", "清河县教育局", "coordinator")


def test_nobody_founds_a_unit_outside_his_scope(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    with pytest.raises(UnableToPermit):
        actions.create(values={"unit_id": "N", "name": "新"}, parent=units["D"], by=actor(Role.COORDINATOR, "X"), at=AT)


def test_a_number_is_given_once(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    with pytest.raises(UnableToSave):
        actions.create(
            values={"unit_id": "XW", "name": "新"}, parent=units["X"], by=actor(Role.COORDINATOR, "X"), at=AT
        )


def test_a_unit_that_somebody_changed_meanwhile_is_not_overwritten(
    actor: Callable[..., Actor], units: dict[str, Unit]
) -> None:
    by = actor(Role.COORDINATOR, "X")
    actions.change(unit=units["XW"], values={"staff": 9}, version=1, by=by, at=AT, reason="核实")
    with pytest.raises(UnableToSave):
        actions.change(unit=units["XW"], values={"staff": 8}, version=1, by=by, at=AT, reason="核实")
    assert Unit.objects.get(unit_id="XW").staff == 9


def test_a_renamed_unit_keeps_its_old_name_in_its_changes(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    said = Reform("renamed", REFORMED, basis="苏编〔2026〕3号", name="清河县水利局")
    done = actions.reform(unit=units["XW"], said=said, version=1, by=actor(Role.COORDINATOR, "X"), at=AT)
    assert (done.old_name, Unit.objects.get(unit_id="XW").name) == ("清河县水务局", "清河县水利局")


def test_a_moved_unit_takes_all_below_with_it(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    said = Reform("moved", REFORMED, basis="文", parent=units["D"])
    actions.reform(unit=units["X"], said=said, version=1, by=actor(Role.PROVINCIAL_LEAD, "P"), at=AT)
    assert Unit.objects.get(unit_id="T").path.startswith(units["D"].path)


def test_a_unit_does_not_end_while_others_stand_below_it(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    said = Reform("abolished", REFORMED, basis="文")
    with pytest.raises(UnableToReform):
        actions.reform(unit=units["X"], said=said, version=1, by=actor(Role.PROVINCIAL_LEAD, "P"), at=AT)


@pytest.mark.parametrize(
    ("kind", "parent", "successor"), [("moved", "T", None), ("merged", None, "XW"), ("merged", None, None)]
)
def test_circles_and_mergers_into_nothing_are_refused(
    actor: Callable[..., Actor], units: dict[str, Unit], kind: str, parent: str | None, successor: str | None
) -> None:
    unit = units["X"] if kind == "moved" else units["XW"]
    said = Reform(
        kind, REFORMED, parent=units[parent] if parent else None, successor=units[successor] if successor else None
    )
    with pytest.raises(UnableToReform):
        actions.reform(unit=unit, said=said, version=1, by=actor(Role.PROVINCIAL_LEAD, "P"), at=AT)


def test_a_merged_unit_ends_on_the_day_and_names_its_successor(
    actor: Callable[..., Actor], units: dict[str, Unit]
) -> None:
    said = Reform("merged", REFORMED, basis="苏编〔2026〕4号", successor=units["XH"])
    actions.reform(unit=units["XW"], said=said, version=1, by=actor(Role.COORDINATOR, "X"), at=AT)
    ended = Unit.objects.get(unit_id="XW")
    assert (ended.state, ended.ended_on, ended.changes.get().successor) == ("ended", REFORMED, units["XH"])
    assert AuditEntry.objects.get(action="units.merged").rule == "苏编〔2026〕4号"
