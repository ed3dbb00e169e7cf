"""Changes that one proposes and another signs off."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.registry.models.asset import Asset
from jianfu.web.units.models import Unit


class ChangeRequest(models.Model):
    """One proposal: a new entry, a change of facts, a move of its life, or a change of what hangs on it.

    ``content`` is what the action is called with, as plain JSON. A sign-off names the content hash it was shown, which
    also covers the entry's version: an edit of either in between voids it. It is decided once and never deleted.
    """

    class Kind(models.TextChoices):
        CREATE = "create", _("新增条目")
        CHANGE = "change", _("变更事实")
        MOVE = "move", _("变更状态")
        FUNCTION = "function", _("变更功能")
        AUDIENCE = "audience", _("变更群组对象")
        RELATION = "relation", _("变更关系")

    class State(models.TextChoices):
        OPEN = "open", _("待审签")
        SIGNED = "signed", _("已审签")
        REFUSED = "refused", _("已退回")
        WITHDRAWN = "withdrawn", _("已撤回")

    kind = models.CharField(_("事项"), max_length=10, choices=Kind)
    asset = models.ForeignKey(
        Asset, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("条目")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="change_requests", verbose_name=_("单位"))
    title = models.CharField(_("标题"), max_length=200)
    content = models.JSONField(_("内容"), default=dict)
    reason = models.TextField(_("理由"), blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审签人")
    )
    decided_at = models.DateTimeField(_("审签时间"), null=True, blank=True)
    decision_reason = models.TextField(_("退回理由"), blank=True)
    content_hash = models.CharField(_("审签内容摘要"), max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("变更申请")
        indexes = [
            models.Index(fields=["state", "-proposed_at"], name="request_state"),
            models.Index(fields=["-proposed_at", "-id"], name="request_proposed"),
        ]

    def __str__(self) -> str:
        return self.title
