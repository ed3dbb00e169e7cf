"""Invite people, give and end roles, close accounts, and let somebody who is locked out in again."""

import secrets
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.db import transaction
from django.utils import timezone

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import SYSTEM, Actor, Reach
from jianfu.web.base.models import User
from jianfu.web.base.permissions import ROLE_NAMES, Role, agree
from jianfu.web.base.search import text_for
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.units.models import Grant, Unit
from jianfu.web.units.queries import people
from jianfu.web.units.queries.people import RoleAt

# Read aloud and typed by hand: no letter or digit that looks like another.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


class UnableToGrant(UnableToPermit):
    """The actor may not give or end this role here."""


class UnableToInvite(UnableToSave):
    """The user name is taken."""


def invite(
    *, username: str, name: str, given: RoleAt, by: Actor, at: datetime, request_id: str = ""
) -> tuple[User, str]:
    """Make an account with its first role; return it and its initial password, which is told once and kept nowhere."""
    _permit(None, given, by)
    return _make(username, name, given, by, at, request_id)


def invite_first(*, username: str, name: str, unit: Unit, at: datetime) -> tuple[User, str]:
    """Make the account of the first administrator, whom nobody can invite; as ``invite`` otherwise."""
    return _make(username, name, RoleAt(Role.ADMINISTRATOR, unit, Reach.SUBTREE), SYSTEM, at, "")


def _make(username: str, name: str, given: RoleAt, by: Actor, at: datetime, request_id: str) -> tuple[User, str]:
    if User.objects.filter(username__iexact=username).exists():
        raise UnableToInvite(
            zh=f"用户名“{username}”已有人使用。请换一个；如是同一人，请在其页面上授予角色。",
            en=f"The user name “{username}” is taken. Choose another; if it is the same person, grant the role there.",
        )
    password = _initial_password()
    with transaction.atomic():
        user = User(username=username, name=name, search=text_for(name, username), must_change_password=True)
        user.set_password(password)
        user.save()
        first = _give(user, given, None, by, at)
        said = {"username": username, "name": name}
        invited = Deed("people.invite", "person", str(user.pk), None, said, given.unit.unit_id)
        audit.write(by=by, at=at, deeds=[invited, _deed("people.grant", first)], request_id=request_id)
    return user, password


def grant(
    *,
    user: User,
    given: RoleAt,
    until: date | None = None,
    by: Actor,
    at: datetime,
    reason: str = "",
    request_id: str = "",
) -> Grant:
    """Give a role, to a last day where one is said. Raises UnableToGrant, or UnableToSave where held already."""
    _permit(user, given, by)
    today = timezone.localdate(at)
    held = user.grants.filter(people.in_force(today))
    if held.filter(role=given.role, unit=given.unit, reach=given.reach).exists():
        raise UnableToSave(
            zh=f"{user} 已在“{given.unit.name}”担任{ROLE_NAMES[given.role]}，无需重复授予。",
            en=f"{user} already holds this role at “{given.unit.name}”.",
        )
    _agree(user, given.role, [Role(word) for word in held.values_list("role", flat=True)])
    with transaction.atomic():
        made = _give(user, given, until, by, at)
        audit.write(by=by, at=at, deeds=[_deed("people.grant", made, reason)], request_id=request_id)
    return made


def end_grant(*, grant: Grant, by: Actor, at: datetime, reason: str, request_id: str = "") -> None:
    """End a role at once: yesterday was its last day, and where it began today, it never held."""
    _permit(grant.user, people.role_at(grant), by)
    today = timezone.localdate(at)
    with transaction.atomic():
        before = _said(grant)
        grant.until = today - timedelta(days=1)
        grant.save(update_fields=["until"])
        who, where = str(grant.user_id), grant.unit.unit_id
        deed = Deed("people.end_grant", "person", who, before, _said(grant), where, reason=reason)
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def close_account(*, user: User, by: Actor, at: datetime, reason: str, request_id: str = "") -> None:
    """Close an account: it opens nothing from now on, and whoever is signed in with it is out."""
    _set_active(user, False, by, at, reason, request_id)


def open_account(*, user: User, by: Actor, at: datetime, reason: str, request_id: str = "") -> None:
    """Open a closed account again."""
    _set_active(user, True, by, at, reason, request_id)


def reset_password(*, user: User, by: Actor, at: datetime, reason: str, request_id: str = "") -> str:
    """Give an account a new initial password and return it; whoever is signed in with the account is out."""
    _govern(user, by, at)
    password = _initial_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        forget_failures(username=user.username.casefold())
        deed = Deed("people.reset_password", "person", str(user.pk), reason=reason)
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return password


def reset_factor(*, user: User, by: Actor, at: datetime, reason: str, request_id: str = "") -> None:
    """Take away an account's second factor, so that somebody whose device is lost can sign in and set up another."""
    _govern(user, by, at)
    with transaction.atomic():
        factors = Authenticator.objects.filter(user=user)
        before = {"factors": sorted(factors.values_list("type", flat=True))}
        factors.delete()
        deed = Deed("people.reset_factor", "person", str(user.pk), before, {"factors": []}, reason=reason)
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def _set_active(user: User, active: bool, by: Actor, at: datetime, reason: str, request_id: str) -> None:
    _govern(user, by, at)
    with transaction.atomic():
        before = {"is_active": user.is_active}
        user.is_active = active
        user.save(update_fields=["is_active"])
        action = "people.open" if active else "people.close"
        deed = Deed(action, "person", str(user.pk), before, {"is_active": active}, reason=reason)
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def _permit(user: User | None, given: RoleAt, by: Actor) -> None:
    if user is not None and user.pk == by.user_pk:
        raise UnableToGrant(
            zh="不能给自己授予或终止角色。请由另一位管理人员办理。",
            en="Nobody gives or ends roles of their own. Ask another administrator or coordinator.",
        )
    if not people.may_give(by, given):
        raise UnableToGrant(
            zh=f"您的角色不能在“{given.unit.name}”以这一范围授予或终止“{ROLE_NAMES[given.role]}”。"
            "请联系上级牵头联络员或系统管理员。",
            en=f"Your roles do not let you give or end this role at “{given.unit.name}” with that reach. "
            "Ask the coordinator above you or the administrator.",
        )


def _agree(user: User, role: Role, held: list[Role]) -> None:
    for other in held:
        if not agree(role, other):
            raise UnableToGrant(
                zh=f"{user} 已担任{ROLE_NAMES[other]}，不能兼任{ROLE_NAMES[role]}。请先终止前者，或另选他人。",
                en=f"{user} holds “{other}”, which does not go with “{role}”. End it first, or choose somebody else.",
            )


def _govern(user: User, by: Actor, at: datetime) -> None:
    if not people.governs(by, user, as_of=timezone.localdate(at)):
        raise UnableToPermit(
            zh=f"您不能处理 {user} 的账户：本人账户，或其所任角色不都在您可授予的范围内。请联系系统管理员。",
            en=f"You may not treat the account of {user}: it is your own, or holds roles you could not give. "
            "Ask the administrator.",
        )


def _give(user: User, given: RoleAt, until: date | None, by: Actor, at: datetime) -> Grant:
    today = timezone.localdate(at)
    where = {"unit": given.unit, "role": given.role, "reach": given.reach}
    return Grant.objects.create(user=user, since=today, until=until, given_by_id=by.user_pk, **where)


def _said(grant: Grant) -> dict[str, str]:
    until = grant.until.isoformat() if grant.until else ""
    return {"role": grant.role, "reach": grant.reach, "since": grant.since.isoformat(), "until": until}


def _deed(action: str, grant: Grant, reason: str = "") -> Deed:
    return Deed(action, "person", str(grant.user_id), None, _said(grant), grant.unit.unit_id, reason=reason)


def _initial_password() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
