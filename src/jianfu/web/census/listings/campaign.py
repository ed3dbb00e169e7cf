"""The lists of campaigns and of the tables of units."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.census.queries.coverage import campaigns_in, declarations_in
from jianfu.web.units.models.unit import Level

CAMPAIGNS = Listing(
    name="census.campaigns",
    title=_("排查"),
    route="census:campaigns",
    permission=Permission.CENSUS_VIEW,
    rows=campaigns_in,
    fields=(
        Field("name", _("名称")),
        Field("scope", _("范围"), Kind.UNIT, path="scope"),
        Field("state", _("状态"), Kind.CODE, choices=Campaign.State.choices),
        Field("opens_on", _("开始日期"), Kind.DATE, sortable=True),
        Field("due_on", _("截止日期"), Kind.DATE),
    ),
    link=lambda campaign: reverse("census:campaign", args=[campaign.pk]),
    search="search",
    order=("-opens_on", "-pk"),
    unit="scope__",
    empty=Empty(
        _("还没有排查"),
        _("牵头单位新建并开始一次排查后，范围内每个单位会有一张预填好的申报表。"),
        "census:campaign_create",
        _("新建排查"),
    ),
    actions=(
        (_("我的申报"), "census:mine", Permission.CENSUS_DECLARE),
        (_("待我审签"), "census:mine", Permission.CENSUS_SIGN),
        (_("新建排查"), "census:campaign_create", Permission.CENSUS_OPEN),
    ),
)

DECLARATIONS = Listing(
    name="census.declarations",
    title=_("申报表"),
    route="census:declarations",
    permission=Permission.CENSUS_VIEW,
    rows=declarations_in,
    fields=(
        Field("unit", _("单位"), Kind.UNIT, path="unit"),
        Field("level", _("层级"), Kind.CODE, path="unit__level", choices=Level.choices),
        Field("campaign_name", _("排查名称"), path="campaign__name", filterable=False),
        Field("campaign", _("排查编号"), Kind.NUMBER, path="campaign_id", shown=False),
        Field("state", _("进度"), Kind.CODE, choices=Declaration.State.choices),
        Field("due_on", _("截止日期"), Kind.DATE),
        Field("person", _("承办人"), path="person__name"),
        Field("post", _("承办岗位"), path="post__name"),
        Field("delegated_to", _("委托给"), path="delegated_to__name", shown=False),
        Field("handed_in_at", _("交审时间"), Kind.MOMENT, shown=False),
        Field("applied_at", _("入库时间"), Kind.MOMENT, shown=False),
        Field("returned_reason", _("退回理由"), shown=False),
    ),
    link=lambda declaration: reverse("census:declaration", args=[declaration.pk]),
    order=("-campaign", "pk"),
    unit="unit__",
    empty=Empty(_("没有申报表"), _("排查开始后，范围内每个在设单位各有一张表。"), "census:campaigns", _("查看排查")),
)
