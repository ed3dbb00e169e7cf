"""The frozen baseline N0, its entries, and what was found late."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema import words
from jianfu.web.census.models.campaign import Campaign
from jianfu.web.registry.models import Asset
from jianfu.web.registry.models.asset import choices
from jianfu.web.units.models import Unit


class Baseline(models.Model):
    """The count a reduction is measured from, as it stood when frozen. Never frozen anew; only restated."""

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="baseline")
    frozen_on = models.DateField(_("冻结日期"))
    frozen_at = models.DateTimeField(_("冻结时间"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entries_count = models.PositiveBigIntegerField(_("底数"))
    by_category = models.JSONField(default=dict)
    unsigned = models.PositiveIntegerField(_("未审签单位"), default=0)
    reason = models.TextField(_("说明"), blank=True)
    content_hash = models.CharField(_("内容摘要"), max_length=64)
    audit_seq = models.BigIntegerField(_("审计序号"))


class BaselineEntry(models.Model):
    """One entry counted in N0, with its category and sponsor as they were that day."""

    baseline = models.ForeignKey(Baseline, models.PROTECT, related_name="entries")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    category = models.CharField(_("类别"), max_length=12, choices=choices(words.CATEGORIES))
    sponsor = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("主办单位"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["baseline", "asset"], name="counted_once_in_n0")]
        indexes = [models.Index(fields=["baseline", "sponsor", "category"], name="baseline_sponsor")]


class LateFind(models.Model):
    """An entry that was there at the freeze and was declared only later; it restates N0."""

    baseline = models.ForeignKey(Baseline, models.PROTECT, related_name="late_finds")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    category = models.CharField(_("类别"), max_length=12, choices=choices(words.CATEGORIES))
    sponsor = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("主办单位"))
    found_on = models.DateField(_("发现日期"))
    found_by = models.CharField(_("发现者"), max_length=150, blank=True)
    source = models.CharField(_("发现途径"), max_length=40, blank=True)
    attached_at = models.DateTimeField(_("并入时间"))

    class Meta:
        verbose_name = _("补登")
        constraints = [models.UniqueConstraint(fields=["baseline", "asset"], name="found_late_once")]
        indexes = [models.Index(fields=["baseline", "sponsor", "category"], name="late_find_sponsor")]
