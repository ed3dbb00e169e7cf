"""The lists of webhooks and of what became of their tellings."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.models import Delivery, Webhook
from jianfu.web.base.permissions import Permission


def _all(model: type[Webhook] | type[Delivery], actor: Actor):  # type: ignore[no-untyped-def]  # a queryset of the model
    rows = model.objects.all()
    return rows if actor.may(Permission.WEBHOOKS_CHANGE) else rows.none()


WEBHOOKS = Listing(
    name="base.webhooks",
    title=_("推送"),
    route="base:webhooks",
    permission=Permission.WEBHOOKS_CHANGE,
    rows=lambda actor: _all(Webhook, actor),
    fields=(
        Field("name", _("名称")),
        Field("url", _("地址")),
        Field("actions", _("动作"), filterable=False),
        Field("unit", _("单位编号")),
        Field("is_on", _("启用"), Kind.FLAG),
        Field("created_at", _("创建时间"), Kind.MOMENT),
    ),
    link=lambda webhook: reverse("base:webhook", args=[webhook.pk]),
    empty=Empty(
        _("还没有推送"), _("登记、状态等变化可以推送给其他系统，无须反复查询。"), "base:webhook_add", _("新增推送")
    ),
    actions=((_("新增推送"), "base:webhook_add", Permission.WEBHOOKS_CHANGE),),
)

DELIVERIES = Listing(
    name="base.deliveries",
    title=_("推送记录"),
    route="base:deliveries",
    permission=Permission.WEBHOOKS_CHANGE,
    rows=lambda actor: _all(Delivery, actor),
    fields=(
        Field("webhook", _("推送"), path="webhook__name"),
        Field("first_seq", _("首条审计序号"), Kind.NUMBER),
        Field("state", _("状态"), Kind.CODE, choices=Delivery.State.choices),
        Field("attempts", _("次数"), Kind.NUMBER),
        Field("status", _("对方答复码"), Kind.NUMBER),
        Field("said", _("对方答复"), shown=False),
        Field("made_at", _("产生时间"), Kind.MOMENT),
        Field("next_at", _("下次时间"), Kind.MOMENT, shown=False),
        Field("ended_at", _("结束时间"), Kind.MOMENT),
    ),
    link=lambda delivery: reverse("base:webhook", args=[delivery.webhook_id]),
    empty=Empty(_("还没有推送记录"), _("有符合条件的变化时，这里会列出每次推送的结果。")),
)
