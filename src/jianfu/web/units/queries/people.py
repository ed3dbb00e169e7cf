"""What is asked of people: whom an actor sees, which roles an actor may give where, whose account it may treat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from jianfu.web.base.actor import Actor, Held, Reach
from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import GRANTABLE, PERMISSIONS, Permission, Role
from jianfu.web.units.models import Grant, PostHolding, Unit
from jianfu.web.units.queries.grant import held_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role at a unit, with its reach."""

    role: Role
    unit: Unit
    reach: Reach


def in_force(as_of: date) -> Q:
    """Return the condition that picks grants and holdings not ended by that day."""
    return Q(until=None) | Q(until__gte=as_of)


def visible(actor: Actor) -> QuerySet[User]:
    """Return the people who hold or held a role at a unit the actor sees people of.

    People who never held any are seen by administrators alone, or nobody could.
    """
    within = Grant.objects.filter(actor.scope(Permission.PEOPLE_VIEW, "unit__")).values("user")
    seen = Q(pk__in=within)
    if actor.may(Permission.SYSTEM_CHANGE):
        seen |= Q(grants=None)
    return User.objects.filter(seen)


def listed(actor: Actor, *, as_of: date) -> QuerySet[User]:
    """Return the people the actor sees, each with the first role in force, its unit, and how many there are."""
    first = Grant.objects.filter(in_force(as_of), user=OuterRef("pk")).order_by("pk")
    return visible(actor).annotate(
        first_role=Subquery(first.values("role")[:1]),
        first_unit=Subquery(first.values("unit__name")[:1]),
        roles_held=Count("grants", filter=Q(grants__until=None) | Q(grants__until__gte=as_of), distinct=True),
    )


def grants_of(user: User) -> QuerySet[Grant]:
    """Return the roles a person holds and held, those that last first."""
    return user.grants.select_related("unit", "given_by").order_by("until", "-since", "pk")


def holdings_of(user: User) -> QuerySet[PostHolding]:
    """Return the posts a person holds and held."""
    return user.holdings.select_related("post__unit").order_by("until", "-since", "pk")


def history_of(user: User, *, most: int = 50) -> list[AuditEntry]:
    """Return the newest entries of the audit chain about a person."""
    return list(AuditEntry.objects.filter(object_kind="person", object_id=str(user.pk)).order_by("-seq")[:most])


def has_second_factor(user: User) -> bool:
    """Tell whether the person signs in with a second factor."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def may_give(actor: Actor, given: RoleAt) -> bool:
    """Tell whether the actor may give a role at a unit with that reach.

    Nobody gives what reaches further than the own grant; a role that is one's own is given further down only, save that
    administrators make administrators.
    """
    if not actor.may_at(Permission.PEOPLE_CHANGE, given.unit):
        return False
    givers = [held for held in actor.held if _gives(held, given.role, given.unit)]
    return bool(givers) and _reached(held_of(Grant(role=given.role, unit=given.unit, reach=given.reach)), givers)


def _gives(held: Held, role: Role, unit: Unit) -> bool:
    if Permission.PEOPLE_CHANGE not in PERMISSIONS[held.role] or role not in GRANTABLE.get(held.role, frozenset()):
        return False
    if not held.covers(path=unit.path, region_code=unit.region_code, line=unit.line):
        return False
    return role is Role.ADMINISTRATOR or role is not held.role or unit.path != held.path


def _reached(given: Held, givers: Iterable[Held]) -> bool:
    beyond = Unit.objects.filter(given.rows(""))
    for held in givers:
        beyond = beyond.exclude(held.rows(""))
    return not beyond.exists()


def role_at(grant: Grant) -> RoleAt:
    """Return what a grant gives."""
    return RoleAt(Role(grant.role), grant.unit, Reach(grant.reach))


def roles_to_give(actor: Actor) -> tuple[Role, ...]:
    """Return the roles the actor may give somewhere, in the order of the table."""
    mine = [held.role for held in actor.held if Permission.PEOPLE_CHANGE in PERMISSIONS[held.role]]
    givable = {role for held in mine for role in GRANTABLE.get(held, frozenset())}
    return tuple(role for role in Role if role in givable) if actor.may(Permission.PEOPLE_CHANGE) else ()


def governs(actor: Actor, user: User, *, as_of: date) -> bool:
    """Tell whether the actor may close the account, reset its password or its second factor.

    Only where every role the person holds (or, where none lasts, ever held) is one the actor could give; otherwise the
    account of somebody higher could be taken over. Nobody has that say over the own account.
    """
    if user.pk == actor.user_pk or not actor.may(Permission.PEOPLE_CHANGE):
        return False
    grants = list(user.grants.select_related("unit"))
    lasting = [grant for grant in grants if grant.until is None or grant.until >= as_of] or grants
    if not lasting:
        return actor.may(Permission.SYSTEM_CHANGE)
    return all(may_give(actor, role_at(grant)) for grant in lasting)
