"""The lists of audit entries, and of the seals over their days."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.deed_names import ACTIONS, KINDS
from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.base.queries.audit import seals_seen_by, seen_by

SEALS = Listing(
    name="base.seals",
    title=_("每日封存"),
    route="base:seals",
    permission=Permission.AUDIT_VIEW,
    rows=seals_seen_by,
    fields=(
        Field("day", _("日期"), Kind.DATE, sortable=True),
        Field("first_seq", _("首条"), Kind.NUMBER),
        Field("last_seq", _("末条"), Kind.NUMBER),
        Field("root", _("封存值")),
    ),
    link=lambda seal: f"{reverse('base:audit')}?seq__between={seal.first_seq}..{seal.last_seq}",
    order=("-day",),
    empty=Empty(_("还没有封存"), _("每一天过去之后，任务进程封存当天的审计记录。")),
    intro=_("封存值涵盖当天每一条记录和前一天的封存值。把它另存到别处，以后用 jianfu audit verify --known 核对。"),
)

AUDIT = Listing(
    name="base.audit",
    title=_("审计"),
    route="base:audit",
    permission=Permission.AUDIT_VIEW,
    rows=seen_by,
    fields=(
        Field("seq", _("序号"), Kind.NUMBER, sortable=True),
        Field("at", _("时间"), Kind.MOMENT),
        Field("actor", _("操作人")),
        Field("action", _("动作"), Kind.CODE, choices=tuple(ACTIONS.items())),
        Field("object_kind", _("对象类型"), Kind.CODE, choices=tuple(KINDS.items())),
        Field("object_id", _("对象编号")),
        Field("unit", _("单位编号")),
        Field("reason", _("理由")),
        Field("rule", _("依据"), shown=False),
        Field("request_id", _("请求编号"), shown=False),
    ),
    link=lambda entry: reverse("base:audit_entry", args=[entry.pk]),
    order=("-seq",),
    empty=Empty(_("没有审计记录"), _("每一次修改都会在这里留下一条不可更改的记录。请检查筛选条件。")),
    actions=((_("每日封存"), "base:seals", Permission.AUDIT_VIEW),),
    intro=_("每条记录都带有前一条的摘要，任何改动或缺失都能查出。用 jianfu audit export 导出，可随处核对。"),
)
