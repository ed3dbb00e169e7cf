"""Programs told of changes, and what became of each telling."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Webhook(models.Model):
    """An address told of changes whose action begins with one of ``actions``, and that meet ``conditions``.

    ``conditions`` maps a field to the value it must have after the change; ``unit`` limits to changes at one unit.
    ``told_seq`` is the last entry of the audit chain looked at. The signing secret is derived from the server's and
    stands in no table.
    """

    name = models.CharField(_("名称"), max_length=100)
    url = models.URLField(_("地址"), max_length=500)
    actions = models.JSONField(_("动作"), default=list)
    conditions = models.JSONField(_("条件"), default=dict, blank=True)
    unit = models.CharField(_("单位编号"), max_length=64, blank=True)
    is_on = models.BooleanField(_("启用"), default=True)
    told_seq = models.BigIntegerField(default=0, editable=False)
    salt = models.CharField(max_length=32, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("推送")


class Delivery(models.Model):
    """One telling: the audit entries told of, how often it was tried, and what was answered last."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        DELIVERED = "delivered", _("已送达")
        GIVEN_UP = "given_up", _("已放弃")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("推送"))
    first_seq = models.BigIntegerField(_("首条审计序号"))
    seqs = models.JSONField(default=list)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    next_at = models.DateTimeField(_("下次时间"), null=True)
    status = models.PositiveSmallIntegerField(_("对方答复码"), null=True)
    said = models.CharField(_("对方答复"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("产生时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "first_seq"], name="told_once")]
        indexes = [models.Index(fields=["state", "next_at"], name="delivery_due")]
