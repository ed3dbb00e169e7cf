"""Roles held at units."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Reach
from jianfu.web.base.permissions import ROLE_NAMES
from jianfu.web.units.models.unit import Unit


class Grant(models.Model):
    """A role given to a person at a unit, from a day to a day. It is ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants", verbose_name=_("用户"))
    role = models.CharField(_("角色"), max_length=40, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants", verbose_name=_("单位"))
    reach = models.CharField(
        _("范围"),
        max_length=10,
        choices=[
            (Reach.UNIT.value, _("仅本单位")),
            (Reach.SUBTREE.value, _("本单位及下级")),
            (Reach.LINE.value, _("本条线")),
        ],
        default=Reach.SUBTREE.value,
    )
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("结束日期"), null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit", "reach"], condition=Q(until=None), name="grant_once_at_a_time"
            )
        ]
