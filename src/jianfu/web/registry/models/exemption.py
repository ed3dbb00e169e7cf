"""Exemptions: the mechanism against 一刀切."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema import words
from jianfu.web.registry.models.asset import Asset, choices
from jianfu.web.units.models import Unit


class Exemption(models.Model):
    """An entry set free from rules for a time, for a reason, by somebody who is neither its sponsor nor the requester.

    Whether it is in force follows from its state and dates; no job ends it. ``rules`` are rule ids parted by spaces.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("待批准")
        APPROVED = "approved", _("已批准")
        REFUSED = "refused", _("不批准")
        WITHDRAWN = "withdrawn", _("已撤回")

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="exemptions", verbose_name=_("条目"))
    rules = models.CharField(_("豁免的规则"), max_length=500)
    reason_code = models.CharField(_("理由"), max_length=40, choices=choices(words.EXEMPTION_REASONS))
    basis = models.TextField(_("依据和说明"))
    valid_from = models.DateField(_("生效日期"))
    valid_until = models.DateField(_("失效日期"), db_index=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.REQUESTED, db_index=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name=_("续期自")
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    requested_name = models.CharField(_("申请人"), max_length=150, blank=True)
    requested_for = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("申请单位"))
    requested_at = models.DateTimeField(_("申请时间"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_name = models.CharField(_("决定人"), max_length=150, blank=True)
    decided_unit = models.CharField(_("决定单位"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decision = models.TextField(_("决定理由"), blank=True)
    content_hash = models.CharField(_("批准时内容摘要"), max_length=64, blank=True)
    review_note = models.TextField(_("复核意见"), blank=True)
    reviewed_on = models.DateField(_("复核日期"), null=True, blank=True)
    ended_reason = models.TextField(_("撤回理由"), blank=True)
    search = models.TextField(blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("豁免")
        indexes = [models.Index(fields=["state", "valid_until"], name="exemption_state_until")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="exemption_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asset.name} {self.rules}"

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Return the ids of the rules it covers."""
        return tuple(self.rules.split())
