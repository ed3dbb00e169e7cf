"""What is asked of the tree of units and of who holds what where."""

from datetime import date

from django.db.models import Q

from jianfu.web.base.actor import Actor, Held, Reach
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Grant


def actor_of(user: User, *, as_of: date) -> Actor:
    """Return the person as an actor, with the grants in force on that day."""
    grants = Grant.objects.filter(Q(until=None) | Q(until__gte=as_of), user=user, since__lte=as_of).select_related(
        "unit"
    )
    return Actor(user.pk, user.name or user.username, tuple(held_of(grant) for grant in grants.order_by("pk")))


def held_of(grant: Grant) -> Held:
    """Return a grant as what an actor holds."""
    unit = grant.unit
    return Held(
        role=Role(grant.role),
        unit_pk=unit.pk,
        unit_id=unit.unit_id,
        path=unit.path,
        region_prefix=unit.region_prefix,
        line=unit.line,
        reach=Reach(grant.reach),
    )
