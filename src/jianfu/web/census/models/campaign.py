"""A campaign: one round of the dragnet census over a part of the tree."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.units.models import Unit


class Campaign(models.Model):
    """One round: which units, which categories, under which rules, from when to when, and how far it is."""

    class State(models.TextChoices):
        DRAFT = "draft", _("筹备")
        OPEN = "open", _("填报")
        RECONCILING = "reconciling", _("比对")
        FROZEN = "frozen", _("已冻结底数")
        CLOSED = "closed", _("已结束")

    name = models.CharField(_("名称"), max_length=120)
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name=_("范围"))
    categories = models.JSONField(_("类别"), default=list)
    packs = models.JSONField(_("规则包"), default=list, blank=True)
    opens_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("截止日期"))
    note = models.TextField(_("填报说明"), blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    search = models.TextField(blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("排查")
        indexes = [models.Index(fields=["-opens_on", "-id"], name="campaign_opens")]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_answers(self) -> bool:
        """Tell whether units may still fill in, hand in and sign."""
        return self.state in (self.State.OPEN, self.State.RECONCILING)
