"""Reconciliation: what three sources say of the same entries, what people decided, and what units are asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.census.models.campaign import Campaign
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


class SourceRow(models.Model):
    """One row of an outside source in a campaign. It is replaced when the source is sent again; decisions stay."""

    class Source(models.TextChoices):
        NATIONAL = "national", _("全国报送系统")
        PATROL = "patrol", _("巡查或举报")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="source_rows")
    source = models.CharField(_("来源"), max_length=10, choices=Source)
    row_key = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位"))
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "source", "row_key"], name="source_row_once")]


class Match(models.Model):
    """One thing as the sources know it: the class it fell into, and what each source calls it."""

    class Kind(models.TextChoices):
        ALL = "all", _("各方一致")
        TWO = "two", _("部分来源有")
        ONE = "one", _("仅一方有")
        CONFLICT = "conflict", _("相互矛盾")
        SUGGESTED = "suggested", _("疑似同一")

    class Decision(models.TextChoices):
        NONE = "", _("待定")
        SAME = "same", _("是")
        DIFFERENT = "different", _("否")
        UNSURE = "unsure", _("不确定")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="matches")
    key = models.CharField(max_length=260)  # steady over runs: what the decision hangs on
    kind = models.CharField(_("结果"), max_length=10, choices=Kind)
    name = models.CharField(_("名称"), max_length=200)
    platform = models.CharField(_("平台"), max_length=60, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位"))
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("条目"))
    sources = models.CharField(_("来源"), max_length=40)
    differing = models.JSONField(_("不一致的栏目"), default=list)
    reason = models.CharField(_("匹配依据"), max_length=20, blank=True)
    records = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="match_once")]
        indexes = [models.Index(fields=["campaign", "kind", "id"], name="match_kind")]

    def __str__(self) -> str:
        return self.name


class MatchDecision(models.Model):
    """What somebody decided of a match; it outlives the next run, which is keyed the same."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=260)
    verdict = models.CharField(_("判断"), max_length=10, choices=Match.Decision)
    right = models.CharField(_("以哪一方为准"), max_length=260, blank=True)  # the record of a conflict that holds
    note = models.TextField(_("说明"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="decided_once")]


class Question(models.Model):
    """A suspected omission put to a unit: is this yours? Once answered it is not asked again."""

    class Answer(models.TextChoices):
        OPEN = "", _("待答复")
        OURS = "ours", _("是我单位的")
        NOT_OURS = "not_ours", _("不是我单位的")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="questions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    key = models.CharField(max_length=260)
    name = models.CharField(_("名称"), max_length=200)
    source = models.CharField(_("来源"), max_length=10, choices=SourceRow.Source)
    values = models.JSONField(default=dict)
    answer = models.CharField(_("答复"), max_length=10, choices=Answer, blank=True, default=Answer.OPEN)
    reason = models.TextField(_("理由"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "key"], name="asked_once")]
