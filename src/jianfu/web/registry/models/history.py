"""What an entry was, is called elsewhere, and stands to others; and what was observed of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jianfu.web.registry.models.asset import Asset


class AssetName(models.Model):
    """A name or identifier an entry bore from a day to a day. ``until`` empty: it bears it now."""

    class Kind(models.TextChoices):
        NAME = "name", _("名称")
        PLATFORM_ID = "platform_id", _("平台账号")
        URL = "url", _("链接")

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="names")
    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    value = models.CharField(_("值"), max_length=500)
    since = models.DateField(_("起始日期"), null=True, blank=True)
    until = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "value"], name="asset_name_value")]


class AssetRelation(models.Model):
    """How one entry stands to another; ``until`` empty while it lasts."""

    class Kind(models.TextChoices):
        MAIN_ACCOUNT = "main_account", _("主账号")
        SUCCESSOR = "successor", _("承接者")
        INTEGRATED_INTO = "integrated_into", _("并入")
        MERGED_FROM = "merged_from", _("并自")

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="relations")
    kind = models.CharField(_("关系"), max_length=16, choices=Kind)
    other = models.ForeignKey(Asset, models.PROTECT, related_name="related_from", verbose_name=_("对方条目"))
    since = models.DateField(_("起始日期"), null=True, blank=True)
    until = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asset", "kind", "other"], condition=Q(until=None), name="relation_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(asset=models.F("other")), name="relation_to_another"),
        ]


class Observation(models.Model):
    """A measure's value on a day, from a source. Rows are added, never changed."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="observations")
    measure = models.CharField(_("指标"), max_length=60)
    value = models.CharField(_("数值"), max_length=200)
    observed_on = models.DateField(_("监测日期"))
    source = models.CharField(_("数据来源"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asset", "measure", "observed_on", "source"], name="observed_once_a_day_and_source"
            )
        ]
