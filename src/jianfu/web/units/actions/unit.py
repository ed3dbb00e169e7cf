"""Found, change and reform units. A unit is never deleted; what became of it is a dated change with its basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.units.actions import succession, tree
from jianfu.web.units.models import Unit, UnitChange
from jianfu.web.units.queries import succession as holdings

PLAIN = ("unit_id", "name", "short_name", "level", "region_code", "line", "unit_type", "staff", "founded_on")
Kind = UnitChange.Kind


class UnableToReform(UnableToSave):
    """A unit cannot become its own superior, succeed itself, or end while units still stand below it."""


@dataclass(frozen=True, slots=True)
class Reform:
    """A change under institutional reform, as a person states it."""

    kind: str
    on: date
    basis: str = ""
    note: str = ""
    name: str = ""  # for renamed
    parent: Unit | None = None  # for moved
    successor: Unit | None = None  # for merged, split, abolished


def said_of(unit: Unit) -> dict[str, Any]:
    """Return what the audit chain keeps of a unit, as plain JSON values."""
    plain = {name: getattr(unit, name) for name in (*PLAIN, "state", "ended_on")}
    plain["parent_id"] = unit.parent.unit_id if unit.parent else ""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}


def _permit(unit: Unit | None, by: Actor) -> None:
    if unit is None or not by.may_at(Permission.UNITS_CHANGE, unit):
        where = unit.name if unit else "—"
        raise UnableToPermit(
            zh=f"您的角色不能变更“{where}”的单位信息。请联系该地的牵头联络员。",
            en=f"Your roles do not let you change units at “{where}”. Ask the coordinator there.",
        )


def create(
    *, values: Mapping[str, Any], parent: Unit, by: Actor, at: datetime, reason: str = "", request_id: str = ""
) -> Unit:
    """Found a unit below another and return it. ``values`` holds model fields by name.

    Raises UnableToPermit where the actor may not change units at the parent, UnableToSave where the number is taken.
    """
    _permit(parent, by)
    if Unit.objects.filter(unit_id=values["unit_id"]).exists():
        raise UnableToSave(
            zh=f"单位编号“{values['unit_id']}”已经使用。请换一个编号。",
            en=f"The unit number “{values['unit_id']}” is taken. Choose another.",
        )
    with transaction.atomic():
        unit = Unit(parent=parent, **{name: values[name] for name in PLAIN if name in values})
        unit.search = text_for(unit.name, unit.short_name)
        unit.save()
        tree.rebuild_paths()
        unit.refresh_from_db()
        _write("units.create", unit, None, by=by, at=at, reason=reason, request_id=request_id)
    return unit


def change(
    *, unit: Unit, values: Mapping[str, Any], version: int, by: Actor, at: datetime, reason: str, request_id: str = ""
) -> Unit:
    """Correct a unit's facts, without saying that anything became of it; return it.

    Raises UnableToPermit out of scope, UnableToSave where somebody changed it since ``version`` was read.
    """
    _permit(unit, by)
    with transaction.atomic():
        held = _locked(unit, version)
        before = said_of(held)
        for name in PLAIN[1:]:
            if name in values:
                setattr(held, name, values[name])
        _keep(held)
        _write("units.change", held, before, by=by, at=at, reason=reason, request_id=request_id)
    return held


def reform(
    *, unit: Unit, said: Reform, version: int, by: Actor, at: datetime, reason: str = "", request_id: str = ""
) -> UnitChange:
    """Carry out a change under institutional reform, hand on what hung on an ended unit, and return the change.

    Raises UnableToPermit out of scope of the unit, its new parent or its successor; UnableToReform for a circle, a
    missing successor where something still hangs on the unit, or units that still stand below.
    """
    for concerned in (unit, said.parent, said.successor):
        if concerned is not None:
            _permit(concerned, by)
    _refuse_nonsense(unit, said)
    with transaction.atomic():
        held = _locked(unit, version)
        before = said_of(held)
        done = UnitChange.objects.create(
            unit=held, kind=said.kind, on=said.on, successor=said.successor, basis=said.basis, note=said.note,
            old_name=held.name if said.kind == Kind.RENAMED else "",
        )  # fmt: skip
        _carry_out(held, said)
        _keep(held)
        tree.rebuild_paths()
        if said.successor is not None and held.state == Unit.State.ENDED:
            succession.hand_on(held, said.successor, by=by, at=at, reason=said.basis, request_id=request_id)
        _write(f"units.{said.kind}", held, before, by=by, at=at, reason=reason, rule=said.basis, request_id=request_id)
    return done


def _refuse_nonsense(unit: Unit, said: Reform) -> None:
    if said.parent is not None and said.parent.path.startswith(unit.path):
        raise UnableToReform(
            zh=f"“{unit.name}”不能划到它自己或它的下级之下。请另选上级单位。",
            en=f"“{unit.name}” cannot be placed below itself or a unit of its own. Choose another unit above.",
        )
    if said.successor is not None and said.successor.pk == unit.pk:
        raise UnableToReform(
            zh="承接单位不能是它自己。请另选承接单位。", en="A unit cannot succeed itself. Choose another successor."
        )
    ends = said.kind in {Kind.MERGED, Kind.ABOLISHED}
    standing = unit.children.filter(state=Unit.State.ACTIVE).count() if ends else 0
    if standing:
        raise UnableToReform(
            zh=f"“{unit.name}”还有 {standing} 个在设的下级单位。请先将它们划转或撤并。",
            en=f"{standing} units still stand below “{unit.name}”. Move or end them first.",
        )
    if ends and said.successor is None and (left := holdings.held(unit)):
        number = sum(each.count for each in left)
        raise UnableToReform(
            zh=f"“{unit.name}”还有 {number} 项岗位、条目或在办事项。请选择承接单位，一并移交。",
            en=f"{number} posts, entries or open matters still hang on “{unit.name}”. Choose the unit that takes them.",
        )
    if said.kind == Kind.MERGED and said.successor is None:
        raise UnableToReform(zh="并入须写明承接单位。", en="A merger needs the unit it goes into.")


def _carry_out(unit: Unit, said: Reform) -> None:
    if said.kind == Kind.RENAMED:
        unit.name = said.name or unit.name
    elif said.kind == Kind.MOVED:
        unit.parent = said.parent
    elif said.kind in {Kind.MERGED, Kind.ABOLISHED}:
        unit.state, unit.ended_on = Unit.State.ENDED, said.on


def _locked(unit: Unit, version: int) -> Unit:
    held = Unit.objects.select_for_update(of=("self",)).select_related("parent").get(pk=unit.pk)
    if held.version != version:
        raise UnableToSave(
            zh=f"“{held.name}”在您打开之后已被他人修改。请重新打开，核对后再改。",
            en=f"“{held.name}” was changed by somebody else since you opened it. Open it again and check.",
        )
    return held


def _keep(unit: Unit) -> None:
    unit.version += 1
    unit.search = text_for(unit.name, unit.short_name)
    unit.save()


def _write(
    action: str,
    unit: Unit,
    before: Mapping[str, Any] | None,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    request_id: str,
    rule: str = "",
) -> None:
    role = by.role_for(Permission.UNITS_CHANGE)
    deed = Deed(action, "unit", unit.unit_id, before, said_of(unit), unit.unit_id, role, reason, rule)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
