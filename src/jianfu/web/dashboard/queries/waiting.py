"""What waits for the actor, each with the address where it is done. Nothing that waits for others is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.census.queries import mine
from jianfu.web.registry.models import ChangeRequest, Exemption
from jianfu.web.units.queries import post as posts

P = Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things of a kind wait for the actor at an address."""

    label: Promise
    number: int
    address: str


def _requests(actor: Actor, as_of: date) -> int:
    scope = actor.scope(P.REGISTRY_SIGN, "unit__")
    return ChangeRequest.objects.filter(scope, state="open").exclude(proposed_by=actor.user_pk).count()


def _exemptions(actor: Actor, as_of: date) -> int:
    scope = actor.scope(P.EXEMPTION_DECIDE, "asset__sponsor__")
    return Exemption.objects.filter(scope, state="requested").exclude(requested_by=actor.user_pk).count()


KINDS: tuple[tuple[Promise, Permission, Callable[[Actor, date], int], str], ...] = (
    (_("待填的申报表"), P.CENSUS_DECLARE, lambda actor, as_of: mine.to_fill_in(actor).count(), "census:mine"),
    (_("待审签的申报表"), P.CENSUS_SIGN, lambda actor, as_of: mine.to_sign(actor).count(), "census:mine"),
    (_("待审签的变更"), P.REGISTRY_SIGN, _requests, "registry:requests"),
    (_("待决定的豁免申请"), P.EXEMPTION_DECIDE, _exemptions, "registry:exemptions"),
    (_("空缺岗位"), P.PEOPLE_CHANGE, lambda actor, as_of: posts.vacant(actor, as_of=as_of).count(), "units:vacant"),
)


def waiting(actor: Actor, *, as_of: date) -> list[Waiting]:
    """Return what waits for the actor, kinds with nothing left out."""
    found = []
    for label, permission, count, route in KINDS:
        if actor.may(permission) and (number := count(actor, as_of)):
            found.append(Waiting(label, number, reverse(route)))
    return found
