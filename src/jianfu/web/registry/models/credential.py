"""Recovering lost or stolen credentials."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.registry.models.asset import Asset


class CredentialRecovery(models.Model):
    """One attempt to get an account back into the unit's hands; open while ``ended_on`` is empty.

    ``notes`` may say where papers lie and whom the platform asked; never a password. Reading them is audited.
    """

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="recoveries")
    was = models.CharField(_("发现时状态"), max_length=12, choices=Asset.CredentialState)
    opened_on = models.DateField(_("发现日期"))
    opened_by = models.CharField(_("登记人"), max_length=150)
    notes = models.TextField(_("找回备注"), blank=True)
    ended_on = models.DateField(_("找回日期"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asset"], condition=models.Q(ended_on=None), name="recovery_once_at_a_time")
        ]
