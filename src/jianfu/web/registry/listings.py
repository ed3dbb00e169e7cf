"""The lists of entries and of change requests."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actions.bulk import Subject, bulk_edit, undo
from jianfu.web.base.lists.listing import BulkEdit, Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.actions import owning
from jianfu.web.registry.models import Asset, ChangeRequest
from jianfu.web.registry.queries import asset as assets
from jianfu.web.registry.queries import request as requests
from jianfu.web.registry.queries.words import choices
from jianfu.web.units.models.unit import Level


def _field(name: str, kind: Kind = Kind.TEXT, **given: Any) -> Field:
    """Return a field with the column's own label and the words of its closed set."""
    label = Asset._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    if said := choices(name):
        kind, given = Kind.CODE, {"choices": said, **given}
    return Field(name, label, kind, **given)


def _hidden(*names: str, kind: Kind = Kind.TEXT) -> tuple[Field, ...]:
    return tuple(_field(name, kind, shown=False) for name in names)


_SUBJECT = Subject(
    action="registry.bulk", object_kind="asset", key="asset_id", permission=Permission.REGISTRY_BULK,
    title=_("登记库"), listing="registry.assets",
)  # fmt: skip

ASSETS = Listing(
    name="registry.assets",
    title=_("登记库"),
    route="registry:assets",
    permission=Permission.REGISTRY_VIEW,
    rows=assets.visible,
    fields=(
        _field("name", sortable=True),
        _field("category", sortable=True),
        _field("state"),
        Field("sponsor", _("主办（使用）单位"), Kind.UNIT, path="sponsor"),
        Field("sponsor_level", _("主办单位层级"), Kind.CODE, path="sponsor__level", choices=Level.choices, shown=False),
        _field("platform"),
        _field("platform_id", shown=False),
        _field("audience"),
        _field("last_activity_on", Kind.DATE, sortable=True, observed="observed_on"),
        _field("filing_no", shown=False),
        _field("asset_id", shown=False, sortable=True),
        *_hidden("sub_kind", "url", "account_type", "purpose", "region_code", "declared_source"),
        *_hidden("opened_on", "closed_on", "declared_on", "observed_on", kind=Kind.DATE),
        *_hidden("activity_source"),
        *_hidden("followers", "posts_90d", "installs", "mau", "members", "msgs_per_day", kind=Kind.NUMBER),
        *_hidden("certification", "certified_entity"),
        *_hidden("interaction_ok", "main_account", "in_national_system", "faces_grassroots", "ipv6", kind=Kind.FLAG),
        Field("credentials", _("账号密码"), Kind.CODE, choices=Asset.CredentialState.choices, shown=False),
        *_hidden("direction", "matter", "approval_no"),
        *_hidden("temporary", kind=Kind.FLAG),
        *_hidden("expected_end_on", "matter_closed_on", kind=Kind.DATE),
        Field("supervising_unit", _("主管单位"), Kind.UNIT, path="supervising_unit", shown=False),
        Field("owner", _("负责岗位"), path="owner__name", shown=False),
        _field("changed_at", Kind.MOMENT, shown=False, sortable=True),
    ),
    link=lambda asset: reverse("registry:asset", args=[asset.asset_id]),
    search="search",
    order=("-changed_at", "-pk"),
    empty=Empty(
        _("登记库中还没有条目"),
        _("可以逐个新增，也可以在排查中用一单位一表成批导入。"),
        "registry:asset_new",
        _("新增条目"),
    ),
    bulk=(
        bulk_edit("facts", _("更改子类、面向对象"), ("sub_kind", "audience"), _SUBJECT),
        bulk_edit("supervision", _("更改主管单位"), ("supervising_unit",), _SUBJECT),
        BulkEdit(
            "owner",
            _("更改负责岗位（同一单位）"),
            ("owner",),
            _SUBJECT.permission,
            partial(owning.give, _SUBJECT),
            undo=partial(undo, _SUBJECT),
        ),
    ),
    actions=(
        (_("新增条目"), "registry:asset_new", Permission.REGISTRY_CHANGE),
        (_("申请新增"), "registry:asset_new", Permission.REGISTRY_PROPOSE),
        (_("变更申请"), "registry:requests", Permission.REGISTRY_VIEW),
        (_("官方账号查验"), "registry:check", Permission.REGISTRY_VIEW),
    ),
)

REQUESTS = Listing(
    name="registry.requests",
    title=_("变更申请"),
    route="registry:requests",
    permission=Permission.REGISTRY_VIEW,
    rows=requests.visible,
    fields=(
        Field("title", _("标题")),
        Field("kind", _("事项"), Kind.CODE, choices=ChangeRequest.Kind.choices),
        Field("unit", _("单位"), Kind.UNIT, path="unit"),
        Field("state", _("状态"), Kind.CODE, choices=ChangeRequest.State.choices),
        Field("proposed_by", _("提出人"), path="proposed_by__name"),
        Field("proposed_at", _("提出时间"), Kind.MOMENT, sortable=True),
        Field("decided_by", _("审签人"), path="decided_by__name", shown=False),
        Field("decided_at", _("审签时间"), Kind.MOMENT, shown=False),
    ),
    link=lambda request: reverse("registry:request", args=[request.pk]),
    order=("-proposed_at", "-pk"),
    empty=Empty(_("没有变更申请"), _("填报员在条目页面提出变更，由单位负责人审签。")),
)
