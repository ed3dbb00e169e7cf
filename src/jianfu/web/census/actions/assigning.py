"""Who sees to a table: a post, a person, a deputy; and until when."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions.unable import UnableToAssign, require
from jianfu.web.census.models import Declaration
from jianfu.web.units.models import Post
from jianfu.web.units.queries import actor_of

MAY_ASSIGN = (Permission.CENSUS_COORDINATE, Permission.CENSUS_SIGN, Permission.CENSUS_DECLARE)


def assign(
    *,
    declaration: Declaration,
    post: Post | None = None,
    person: User | None = None,
    by: Actor,
    at: datetime,
    request_id: str = "",
) -> Declaration:
    """Give a table to a post or a person of the unit; neither takes it from both. Grants nothing by itself."""
    if post is not None and (post.unit_id != declaration.unit_id or post.ended_on):
        raise UnableToAssign(
            zh=f"“{post}”不是“{declaration.unit}”的在设岗位。请在本单位岗位中选择。",
            en=f"“{post}” is no standing post of “{declaration.unit}”. Choose one of the unit's posts.",
        )
    after = {"post": post.name if post else None, "person": person.username if person else None}
    changes = {"post": post, "person": person, "delegated_to": None}
    return _change(declaration, changes, "census.assign", after, person, by=by, at=at, request_id=request_id)


def delegate(
    *, declaration: Declaration, person: User | None, by: Actor, at: datetime, request_id: str = ""
) -> Declaration:
    """Let another person of the unit see to a table for a while; None takes it back."""
    after = {"delegated_to": person.username if person else None}
    changes = {"delegated_to": person}
    return _change(declaration, changes, "census.delegate", after, person, by=by, at=at, request_id=request_id)


@transaction.atomic
def extend(
    *, declaration: Declaration, due_on: date, reason: str, by: Actor, at: datetime, request_id: str = ""
) -> Declaration:
    """Give a unit more time, with a reason. Raises UnableToAssign for a day not after the present one."""
    require(by, Permission.CENSUS_COORDINATE, declaration.unit)
    if due_on <= declaration.due_on or not reason.strip():
        raise UnableToAssign(
            zh=f"延期须写理由，且新的截止日期须晚于 {declaration.due_on.isoformat()}。",
            en=f"Give a reason and a day after {declaration.due_on.isoformat()}.",
        )
    before = {"due_on": declaration.due_on.isoformat()}
    declaration.due_on, declaration.extension_reason = due_on, reason
    _save(declaration)
    deed = Deed(
        "census.extend", "declaration", str(declaration.pk), before, {"due_on": due_on.isoformat()},
        unit=declaration.unit.unit_id, reason=reason,
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return declaration


@transaction.atomic
def _change(
    declaration: Declaration, changes: dict[str, Any], action: str, after: dict[str, Any], person: User | None, *,
    by: Actor, at: datetime, request_id: str,
) -> Declaration:  # fmt: skip
    if not any(by.may_at(permission, declaration.unit) for permission in MAY_ASSIGN):
        raise UnableToPermit(
            zh=f"您在“{declaration.unit}”不能分派此表。请联系牵头联络员。",
            en=f"You may not assign this table of “{declaration.unit}”. Ask the coordinator.",
        )
    if person is not None:
        _must_declare_there(declaration, person, as_of=timezone.localdate(at))
    for name, value in changes.items():
        setattr(declaration, name, value)
    _save(declaration)
    deed = Deed(action, "declaration", str(declaration.pk), after=after, unit=declaration.unit.unit_id)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return declaration


def _save(declaration: Declaration) -> None:
    # Who sees to a table is no part of what it says: its version and its signature stand.
    declaration.save(update_fields=["post", "person", "delegated_to", "due_on", "extension_reason"])


def _must_declare_there(declaration: Declaration, person: User, *, as_of: date) -> None:
    if not actor_of(person, as_of=as_of).may_at(Permission.CENSUS_DECLARE, declaration.unit):
        raise UnableToAssign(
            zh=f"“{person}”在“{declaration.unit}”没有填报角色，派给他也打不开。请先授予填报员角色。",
            en=f"“{person}” has no declaring role at “{declaration.unit}” and could not open it. Grant the role first.",
        )
