"""What can go wrong in a census, said to people."""

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable, UnableToPermit


class UnableToDeclare(Unable):
    """What was answered cannot be taken as it is, or not now."""


class UnableToSign(Unable):
    """The table cannot be signed off: not in that state, not by this person, or not with that content."""


class UnableToOpen(Unable):
    """The campaign cannot make that move now."""


class UnableToAssign(Unable):
    """The table cannot be given to that post or person."""


class UnableToFreeze(Unable):
    """The baseline cannot be frozen, or not anew."""


def require(by: Actor, permission: Permission, unit: object) -> None:
    """Raise UnableToPermit unless the actor holds the permission at that unit."""
    if not by.may_at(permission, unit):
        raise UnableToPermit(
            zh=f"您在“{unit}”没有办理此事的权限。请联系上级牵头联络员。",
            en=f"You have no role at “{unit}” that permits this. Ask the coordinator above.",
        )
