"""What hangs on a unit and would be handed on if it ended: its posts, and what each higher word says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from jianfu.web.units.models import Unit


@dataclass(frozen=True, slots=True)
class Holding:
    """So many things of one kind, with the address of their list where there is one."""

    label: Any
    count: int
    address: str = ""


def held(unit: Unit) -> list[Holding]:
    """Return what hangs on a unit, without the kinds of which there is nothing."""
    found = [Holding(_("岗位"), unit.posts.filter(ended_on=None).count())]
    for name in settings.UNIT_HOLDINGS:
        told: Callable[[Unit], list[Holding]] = import_string(name)
        found += told(unit)
    return [holding for holding in found if holding.count]


def people(unit: Unit, *, as_of: date) -> list[str]:
    """Return the names of those who hold a role at the unit; roles are not handed on, they are granted anew."""
    standing = unit.grants.filter(since__lte=as_of, until=None, user__is_active=True)
    return sorted(set(standing.values_list("user__name", flat=True)))
