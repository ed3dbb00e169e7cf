"""The list of what a reconciliation found."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Match
from jianfu.web.census.queries import reconciliation as queries

MATCHES = Listing(
    name="census.matches",
    title=_("比对结果"),
    route="census:matches",
    permission=Permission.CENSUS_VIEW,
    rows=queries.matches,
    fields=(
        Field("name", _("名称")),
        Field("kind", _("结果"), Kind.CODE, choices=Match.Kind.choices),
        Field("platform", _("平台")),
        Field("unit", _("单位"), Kind.UNIT, path="unit"),
        Field("sources", _("来源")),
        Field("campaign", _("排查"), path="campaign__name"),
        Field("campaign_id", _("排查编号"), Kind.NUMBER, shown=False),
    ),
    link=lambda match: reverse("census:reconcile_compare", args=[match.campaign_id]) + f"?kind={match.kind}",
    empty=Empty(_("还没有比对结果"), _("在排查页面取得来源后开始比对。")),
    unit="unit__",
)
