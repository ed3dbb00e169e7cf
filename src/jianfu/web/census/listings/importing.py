"""The list of imports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import ImportBatch
from jianfu.web.census.queries import importing as queries

IMPORTS = Listing(
    name="census.imports",
    title=_("导入"),
    route="census:imports",
    permission=Permission.IMPORT_RUN,
    rows=queries.visible,
    fields=(
        Field("title", _("文件")),
        Field("unit", _("单位"), Kind.UNIT, path="unit"),
        Field("state", _("状态"), Kind.CODE, choices=ImportBatch.State.choices),
        Field("started_by", _("上传人"), path="started_by__name"),
        Field("created_at", _("上传时间"), Kind.MOMENT),
        Field("committed_at", _("入库时间"), Kind.MOMENT),
        Field("undone_at", _("撤销时间"), Kind.MOMENT, shown=False),
        Field("reason", _("理由"), shown=False),
    ),
    link=lambda batch: reverse("census:import", args=[batch.pk]),
    empty=Empty(
        _("还没有导入"),
        _("下载模板填好，或直接上传手头的表格：栏目对应、逐行核对、预览之后才入库。"),
        "census:import_new",
        _("上传文件"),
    ),
    actions=(
        (_("上传文件"), "census:import_new", Permission.IMPORT_RUN),
        (_("下载模板"), "census:import_template", Permission.IMPORT_RUN),
        (_("导出登记库"), "census:register_export", Permission.REGISTRY_VIEW),
    ),
    unit="unit__",
)
