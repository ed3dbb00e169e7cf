"""The list of jobs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.models import Job
from jianfu.web.base.permissions import Permission
from jianfu.web.base.queries.jobs import seen_by

JOBS = Listing(
    name="base.jobs",
    title=_("任务"),
    route="base:jobs",
    permission=Permission.JOBS_VIEW,
    rows=seen_by,
    fields=(
        Field("title", _("名称")),
        Field("state", _("状态"), Kind.CODE, choices=Job.State.choices),
        Field("stage", _("阶段")),
        Field("started_by", _("发起人"), path="started_by__name"),
        Field("created_at", _("发起时间"), Kind.MOMENT, sortable=True),
        Field("ended_at", _("结束时间"), Kind.MOMENT),
    ),
    link=lambda job: reverse("base:job", args=[job.pk]),
    order=("-created_at", "-pk"),
    empty=Empty(_("还没有任务"), _("导入、导出、批量修改等耗时的工作会列在这里，可以查看进度、取消和下载结果。")),
)
