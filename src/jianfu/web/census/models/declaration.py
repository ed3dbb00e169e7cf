"""One unit, one table: what a unit answers in a campaign, row by row, and who signed it off."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.census.models.campaign import Campaign
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Post, Unit


class Declaration(models.Model):
    """What one unit answers in one campaign.

    Entries nobody touched have no row here: they are read from the register when shown (asked for nothing twice).
    ``rest_confirmed`` says that all of these are as listed. ``nothing`` says that there is nothing to declare.
    """

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", _("未开始")
        WORKING = "working", _("填报中")
        HANDED_IN = "handed_in", _("待审签")
        SIGNED = "signed", _("已审签")
        NOTHING = "nothing", _("无可申报")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="declarations", verbose_name=_("排查"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="declarations", verbose_name=_("单位"))
    state = models.CharField(_("进度"), max_length=10, choices=State, default=State.NOT_BEGUN)
    nothing = models.BooleanField(_("无可申报"), default=False)
    rest_confirmed = models.BooleanField(_("其余均属实"), default=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办岗位"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办人")
    )
    delegated_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("委托给")
    )
    due_on = models.DateField(_("截止日期"))
    extension_reason = models.TextField(_("延期理由"), blank=True)
    handed_in_at = models.DateTimeField(_("交审时间"), null=True, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content_hash = models.CharField(_("内容摘要"), max_length=64, blank=True)
    returned_reason = models.TextField(_("退回理由"), blank=True)
    applied_at = models.DateTimeField(_("入库时间"), null=True, blank=True)
    changed_at = models.DateTimeField(_("更新时间"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("申报表")
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_unit_one_table")]
        indexes = [
            # Coverage is answered from this index alone.
            models.Index(fields=["campaign", "unit", "state", "due_on"], name="declaration_coverage"),
            models.Index(fields=["campaign", "due_on", "id"], name="declaration_due"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.campaign}"

    @property
    def is_settled(self) -> bool:
        """Tell whether it is signed, with entries or as nothing to declare."""
        return self.state in (self.State.SIGNED, self.State.NOTHING)


class DeclarationRow(models.Model):
    """What a unit says of one entry, or of one the register does not know yet.

    GONE was there and is no more; ABSENT never was: it was entered in error.
    ``values`` holds the engine's columns: those changed, or all of a new entry. ``before`` holds what the register
    said of the same columns when the unit wrote.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("属实")
        CHANGE = "change", _("更正")
        NEW = "new", _("新增")
        GONE = "gone", _("已不存在")
        ABSENT = "absent", _("查无此条目")

    ENDED = (Kind.GONE, Kind.ABSENT)

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="rows")
    asset = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="declared_rows")
    kind = models.CharField(_("答复"), max_length=8, choices=Kind)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    source = models.CharField(_("来源"), max_length=40, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "asset"],
                condition=models.Q(asset__isnull=False),
                name="one_row_an_entry",
            )
        ]


class SignOff(models.Model):
    """A signature under the exact content that was seen. Voided where the content is changed later; never deleted."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="sign_offs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("审签时间"))
    content_hash = models.CharField(_("内容摘要"), max_length=64)
    rows = models.JSONField(default=list)
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    voided_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["declaration", "-at"], name="sign_off_latest")]
