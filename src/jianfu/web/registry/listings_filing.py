"""The lists of filings, of exemptions, and the household register of apps, which is public."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jianfu.engine.cases.filing import KIND_NAMES, NAMES
from jianfu.engine.schema.words import EXEMPTION_REASONS
from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.models import Exemption
from jianfu.web.registry.queries import exemption as exemptions
from jianfu.web.registry.queries import filing as filings
from jianfu.web.registry.queries import household, words

KINDS = tuple((kind.value, words.text(said)) for kind, said in KIND_NAMES.items())
STEPS = tuple((state.value, words.text(said)) for state, said in NAMES.items())
REASONS = tuple((word.code, words.spoken(word.zh, word.en)) for word in EXEMPTION_REASONS)
TIMINGS = (
    ("overdue", _("已超期")),
    ("soon", _("临期")),
    ("running", _("期限内")),
    ("unset", _("期限未公布或无法推算")),
    ("none", _("无期限")),
)
STANDINGS = (
    (Exemption.State.REQUESTED.value, Exemption.State.REQUESTED.label),
    ("upcoming", _("尚未生效")),
    ("in_force", _("有效")),
    ("ending", _("临近到期，待复核")),
    ("expired", _("已到期")),
    (Exemption.State.REFUSED.value, Exemption.State.REFUSED.label),
    (Exemption.State.WITHDRAWN.value, Exemption.State.WITHDRAWN.label),
)

FILINGS = Listing(
    name="registry.filings",
    title=_("应用备案"),
    route="registry:filings",
    permission=Permission.REGISTRY_VIEW,
    rows=lambda actor: filings.listed(actor, as_of=timezone.localdate()),
    fields=(
        Field("app", _("应用名称"), path="asset__name"),
        Field("sponsor", _("主办（使用）单位"), Kind.UNIT, path="asset__sponsor"),
        Field("kind", _("种类"), Kind.CODE, choices=KINDS),
        Field("step", _("环节"), Kind.CODE, path="state", choices=STEPS),
        Field("state_since", _("进入本环节日期"), Kind.DATE),
        Field("due_on", _("本环节期限"), Kind.DATE),
        Field("timing", _("时限"), Kind.CODE, choices=TIMINGS),
        Field("filing_no", _("备案编号")),
        Field("submitted_on", _("提交日期"), Kind.DATE, shown=False),
        Field("planned_on", _("计划变更或关停日期"), Kind.DATE, shown=False),
    ),
    link=lambda row: reverse("registry:filing", args=[row.pk]),
    search="search",
    order=("-changed_at", "-pk"),
    empty=Empty(
        _("还没有备案"),
        _("在应用的条目页面选“办理备案”，登记库已有的内容会自动带入申请表。"),
        "registry:assets",
        _("到登记库选应用"),
    ),
    intro=_("备案在国家系统办理，这里用于准备材料、跟踪进度和导出申请表。"),
    unit="asset__sponsor__",
)

EXEMPTIONS = Listing(
    name="registry.exemptions",
    title=_("豁免"),
    route="registry:exemptions",
    permission=Permission.REGISTRY_VIEW,
    rows=lambda actor: exemptions.listed(actor, as_of=timezone.localdate()),
    fields=(
        Field("entry", _("条目"), path="asset__name"),
        Field("sponsor", _("主办单位"), Kind.UNIT, path="asset__sponsor"),
        Field("rules", _("豁免的规则")),
        Field(
            "reason",
            _("理由"),
            Kind.CODE,
            path="reason_code",
            choices=REASONS,
        ),
        Field("standing", _("现状"), Kind.CODE, choices=STANDINGS),
        Field("valid_from", _("生效日期"), Kind.DATE, shown=False),
        Field("valid_until", _("失效日期"), Kind.DATE, sortable=True),
        Field("requested_at", _("申请时间"), Kind.MOMENT, shown=False),
        Field("decided_at", _("决定时间"), Kind.MOMENT, shown=False),
    ),
    link=lambda row: reverse("registry:exemption", args=[row.pk]),
    search="search",
    empty=Empty(
        _("还没有豁免"),
        _("确有需要保留的条目，可在其条目页面申请豁免，写明理由和依据，由上级单位决定。"),
        "registry:assets",
        _("到登记库选条目"),
    ),
    actions=((_("有效豁免情况"), "registry:exemption_figures", Permission.REGISTRY_VIEW),),
    intro=_("防止“一刀切”：确需保留的，有理由、有依据、有期限，不由本单位自己批准。"),
    unit="asset__sponsor__",
)

HOUSEHOLD = Listing(
    name="registry.household",
    title=_("政务应用户籍"),
    route="registry:household",
    permission=None,
    rows=lambda actor: household.listed(),
    fields=(
        Field("name", _("应用名称")),
        Field("sponsor_name", _("主办单位"), path="sponsor__name"),
        Field("filing_no", _("备案编号")),
        Field("state", _("状态"), Kind.CODE, choices=words.choices("state")),
        Field("integrated_into_platform", _("已并入平台")),
    ),
    link=lambda row: reverse("registry:official", args=[row.asset_id]),
    search="search",
    order=("name", "pk"),
    empty=Empty(_("还没有登记应用"), _("登记库中有了政务应用程序，就会列在这里。")),
    intro=_("已登记的政务应用程序。没有备案编号的，表示登记库中没有编号记载，不等于没有备案。"),
)
