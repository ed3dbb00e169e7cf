"""Found a register: its topmost unit and its first administrator, who invites everybody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import SYSTEM
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import Unable
from jianfu.web.units.actions import people, stock
from jianfu.web.units.models import Grant, Unit
from jianfu.web.units.queries.people import in_force

REASON = _("建立登记库")


class UnableToFound(Unable):
    """The register has an administrator already."""


def found(*, unit: Mapping[str, Any], username: str, name: str, at: datetime) -> str:
    """Found the unit where its number is not known, make its administrator, and return the initial password.

    ``unit`` is a row of the table *units* of the contract. Raises UnableToFound where somebody administers already,
    UnableToInvite where the user name is taken.
    """
    held = Grant.objects.filter(in_force(timezone.localdate(at)), role=Role.ADMINISTRATOR, user__is_active=True)
    with transaction.atomic():
        if (there := held.select_related("user", "unit").order_by("pk").first()) is not None:
            raise UnableToFound(
                zh=f"登记库已有系统管理员 {there.user.username}（{there.unit.name}），由其邀请其他人。"
                f"忘记口令请运行 jianfu manage changepassword {there.user.username}。",
                en=f"The register has an administrator already: {there.user.username} ({there.unit.name}), who invites "
                f"the others. Where the password is lost, run jianfu manage changepassword {there.user.username}.",
            )
        stock.bring_in(rows=[{"parent_id": None, **unit}], by=SYSTEM, at=at, reason=str(REASON))
        top = Unit.objects.get(unit_id=unit["unit_id"])
        _made, password = people.invite_first(username=username, name=name, unit=top, at=at)
    return password
