"""The lists of units and of posts nobody holds."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.units.models import Unit
from jianfu.web.units.models.unit import Level
from jianfu.web.units.queries import post as posts
from jianfu.web.units.queries import unit as units

UNITS = Listing(
    name="units.units",
    title=_("单位"),
    route="units:units",
    permission=Permission.UNITS_VIEW,
    rows=lambda actor: units.visible(actor).select_related("parent"),
    fields=(
        Field("unit_id", _("单位编号"), sortable=True),
        Field("name", _("单位名称")),
        Field("short_name", _("简称"), shown=False),
        Field("parent", _("上级单位"), Kind.UNIT, path="parent"),
        Field("level", _("层级"), Kind.CODE, choices=Level.choices),
        Field("region_code", _("行政区划代码"), sortable=True),
        Field("line", _("条线")),
        Field("unit_type", _("单位类型"), shown=False),
        Field("staff", _("人数"), Kind.NUMBER),
        Field("state", _("状态"), Kind.CODE, choices=Unit.State.choices),
        Field("founded_on", _("设立日期"), Kind.DATE, shown=False),
        Field("ended_on", _("撤并日期"), Kind.DATE, shown=False),
    ),
    link=lambda unit: reverse("units:unit", args=[unit.unit_id]),
    search="search",
    pick=("unit_id", "name"),
    unit="",
    order=("region_code", "unit_id"),
    empty=Empty(
        _("还没有单位"),
        _("可以逐个新增，也可以在排查的导入向导中用单位表成批导入。"),
        "units:unit_create",
        _("新增单位"),
    ),
    actions=(
        (_("层级图"), "units:tree", Permission.UNITS_VIEW),
        (_("空缺岗位"), "units:vacant", Permission.UNITS_VIEW),
        (_("新增单位"), "units:unit_create", Permission.UNITS_CHANGE),
    ),
)

VACANT = Listing(
    name="units.vacant",
    title=_("空缺岗位"),
    route="units:vacant",
    permission=Permission.UNITS_VIEW,
    rows=lambda actor: posts.vacant(actor, as_of=timezone.localdate()),
    fields=(
        Field("unit", _("单位"), Kind.UNIT, path="unit"),
        Field("name", _("岗位名称")),
        Field("owned", _("负责的条目数"), Kind.NUMBER),
    ),
    link=lambda post: reverse("units:unit", args=[post.unit.unit_id]),
    order=("-pk",),
    empty=Empty(_("没有空缺岗位"), _("每个岗位都有人负责。有人离岗时，请在其人员页面办理交接。")),
    intro=_("岗位无人，其负责的条目就无人答复。请在单位页面为岗位指定人员。"),
)
