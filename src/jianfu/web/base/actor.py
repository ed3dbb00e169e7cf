"""Who acts: a person or a token, with the roles held and how far down the tree each of them reaches.

Pure: built by ``units.queries`` from the grants in force on a day, asked by guards, queries and actions.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from jianfu.web.base.permissions import PERMISSIONS, Permission, Role
from jianfu.web.base.prefix import under


class Reach(StrEnum):
    """How far a grant reaches from the unit it is held at."""

    UNIT = "unit"  # that unit alone
    SUBTREE = "subtree"  # the unit and all below it (块)
    LINE = "line"  # the units of one line of work within the unit's region (条)


@dataclass(frozen=True, slots=True)
class Held:
    """A role held at a unit: the unit's id, path in the tree, division prefix and line."""

    role: Role
    unit_pk: int
    unit_id: str
    path: str
    region_prefix: str
    line: str
    reach: Reach = Reach.SUBTREE

    def covers(self, *, path: str, region_code: str, line: str) -> bool:
        """Tell whether the grant reaches a unit with that path, division and line."""
        if self.reach is Reach.UNIT:
            return path == self.path
        if self.reach is Reach.SUBTREE:
            return path.startswith(self.path)
        return bool(self.line) and line == self.line and region_code.startswith(self.region_prefix)

    def rows(self, unit: str) -> Q:
        """Return the condition that picks rows of units reached; ``unit`` is the way there, such as ``sponsor__``."""
        if self.reach is Reach.UNIT:
            return Q(**{f"{unit}path": self.path})
        if self.reach is Reach.SUBTREE:
            return under(f"{unit}path", self.path)
        if not self.line:
            return Q(pk__in=())
        return Q(**{f"{unit}line": self.line}) & under(f"{unit}region_code", self.region_prefix)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or token behind a request or job. ``user_pk`` is None for the public and for the system itself."""

    user_pk: int | None
    name: str
    held: tuple[Held, ...] = ()
    token_pk: int | None = None
    narrowed_to: frozenset[Permission] | None = None  # a token's scopes; None where nothing narrows

    @property
    def is_signed_in(self) -> bool:
        """Tell whether this is a known person."""
        return self.user_pk is not None

    def _granting(self, permission: Permission) -> tuple[Held, ...]:
        if self.narrowed_to is not None and permission not in self.narrowed_to:
            return ()
        return tuple(held for held in self.held if permission in PERMISSIONS[held.role])

    def may(self, permission: Permission) -> bool:
        """Tell whether any role held gives the permission somewhere."""
        return bool(self._granting(permission))

    def may_at(self, permission: Permission, unit: object) -> bool:
        """Tell whether a role held gives the permission at that unit (anything with path, region_code and line)."""
        path, region_code, line = (str(getattr(unit, name)) for name in ("path", "region_code", "line"))
        return any(held.covers(path=path, region_code=region_code, line=line) for held in self._granting(permission))

    def scope(self, permission: Permission, unit: str = "") -> Q:
        """Return the condition that picks the rows this actor may treat so; none where nothing gives the permission.

        ``unit`` is the way from the row to its unit with a trailing ``__``; empty for units themselves.
        """
        granting = self._granting(permission)
        if not granting:
            return Q(pk__in=())
        condition = Q()
        for held in granting:
            condition |= held.rows(unit)
        return condition

    def roles(self) -> frozenset[Role]:
        """Return the roles held anywhere."""
        return frozenset(held.role for held in self.held)

    def unit_for(self, permission: Permission) -> str:
        """Return the id of the first unit at which the permission is held, empty where none is."""
        return next((held.unit_id for held in self._granting(permission)), "")

    def role_for(self, permission: Permission) -> str:
        """Return the role through which the permission is held first, empty where none is."""
        return next((held.role.value for held in self._granting(permission)), "")


ANONYMOUS = Actor(None, "")
SYSTEM = Actor(None, "system")
