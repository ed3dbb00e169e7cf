"""The list of people."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.models import User
from jianfu.web.base.permissions import ROLE_NAMES, Permission
from jianfu.web.units.queries import people


def _rows(actor: Actor) -> QuerySet[User]:
    return people.listed(actor, as_of=timezone.localdate())


PEOPLE = Listing(
    name="units.people",
    title=_("人员"),
    route="units:people",
    permission=Permission.PEOPLE_VIEW,
    rows=_rows,
    fields=(
        Field("name", _("姓名")),
        Field("username", _("用户名"), sortable=True),
        Field("first_role", _("角色"), Kind.CODE, choices=[(role.value, name) for role, name in ROLE_NAMES.items()]),
        Field("first_unit", _("单位")),
        Field("roles_held", _("角色数"), Kind.NUMBER),
        Field("is_active", _("账户可用"), Kind.FLAG),
        Field("must_change_password", _("未改初始密码"), Kind.FLAG, shown=False),
        Field("date_joined", _("邀请时间"), Kind.MOMENT, shown=False),
    ),
    link=lambda user: reverse("units:person", args=[user.pk]),
    search="search",
    order=("username",),
    empty=Empty(
        _("没有人员"),
        _("邀请一位人员：给出用户名、姓名、单位和角色，系统会生成只显示一次的初始密码。"),
        "units:invite",
        _("邀请人员"),
    ),
    actions=(
        (_("邀请人员"), "units:invite", Permission.PEOPLE_CHANGE),
        (_("角色和权限"), "base:permissions", Permission.PEOPLE_VIEW),
    ),
)
