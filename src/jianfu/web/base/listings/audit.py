"""The list of audit entries."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.deed_names import ACTIONS, KINDS
from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.base.queries.audit import seen_by

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
    intro=_("每条记录都带有前一条的摘要，任何改动或缺失都能查出。导出后用 jianfu audit verify 核对。"),
)
