"""The lists of what a baseline counts and of what was found late."""

from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.census.queries.counted import entries_in, late_finds_in
from jianfu.web.registry.queries.words import choices
from jianfu.web.units.models.unit import Level

_SHARED = (
    Field("asset_id", _("编号"), path="asset__asset_id"),
    Field("name", _("名称"), path="asset__name"),
    Field("category", _("类别"), Kind.CODE, choices=choices("category")),
    Field("sponsor", _("主办单位"), Kind.UNIT, path="sponsor"),
    Field("level", _("层级"), Kind.CODE, path="sponsor__level", choices=Level.choices),
    Field("campaign", _("排查编号"), Kind.NUMBER, path="baseline__campaign_id", shown=False),
)

BASELINE_ENTRIES = Listing(
    name="census.baseline_entries",
    title=_("底数条目"),
    route="census:baseline_entries",
    permission=Permission.CENSUS_VIEW,
    rows=entries_in,
    fields=_SHARED,
    order=("pk",),
    empty=Empty(_("没有底数条目"), _("底数冻结后，计入 N0 的条目列在这里。"), "census:campaigns", _("查看排查")),
)

LATE_FINDS = Listing(
    name="census.late_finds",
    title=_("补登条目"),
    route="census:late_finds",
    permission=Permission.CENSUS_VIEW,
    rows=late_finds_in,
    fields=(
        *_SHARED,
        Field("found_on", _("发现日期"), Kind.DATE),
        Field("found_by", _("发现者")),
        Field("source", _("发现途径")),
    ),
    order=("-pk",),
    empty=Empty(
        _("没有补登条目"),
        _("冻结时已存在、冻结后才登记的条目，由牵头联络员在底数页并入后列在这里。"),
        "census:campaigns",
        _("查看排查"),
    ),
)
