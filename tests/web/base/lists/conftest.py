"""A list over the made-up tree, mounted beside the real routes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import clear_url_caches, include, path

from jianfu.web.base.actions.bulk import Subject, bulk_edit
from jianfu.web.base.lists import routes
from jianfu.web.base.lists.listing import Empty, Field, Kind, Listing
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit
from jianfu.web.units.models.unit import Level

DEMO = Listing(
    name="demo.units",
    title="演示单位",
    route="demo:units",
    permission=Permission.UNITS_VIEW,
    rows=lambda actor: Unit.objects.filter(actor.scope(Permission.UNITS_VIEW)),
    fields=(
        Field("name", "单位名称", sortable=True),
        Field("unit_id", "单位编号", sortable=True),
        Field("parent", "上级单位", Kind.UNIT),
        Field("level", "层级", Kind.CODE, choices=Level.choices),
        Field("line", "条线", sortable=True),
        Field("staff", "人数", Kind.NUMBER, sortable=True),
        Field("founded_on", "设立日期", Kind.DATE, sortable=True, observed="founded_on"),
        Field("state", "状态", Kind.CODE, choices=Unit.State.choices, shown=False),
    ),
    link=lambda unit: f"/units/{unit.unit_id}/",
    search="search",
    order=("name", "pk"),
    empty=Empty("还没有单位", "先导入单位树。"),
    pick=("unit_id", "name"),
    unit="",
)
SUBJECT = Subject(
    action="registry.bulk",
    object_kind="asset",
    key="asset_id",
    permission=Permission.REGISTRY_CHANGE,
    title="更改条目",
    listing="demo.entries",
)
ENTRIES = Listing(
    name="demo.entries",
    title="演示条目",
    route="demo:entries",
    permission=Permission.REGISTRY_VIEW,
    rows=lambda actor: Asset.objects.filter(actor.scope(Permission.REGISTRY_VIEW, "sponsor__")),
    fields=(
        Field("name", "名称", sortable=True),
        Field("sponsor", "主办单位", Kind.UNIT),
        Field("state", "状态", Kind.CODE, choices=(("active", "在用"), ("closed", "停用"))),
        Field("platform", "平台"),
        Field("followers", "关注数", Kind.NUMBER),
        Field("last_activity_on", "最近活跃日期", Kind.DATE, sortable=True, observed="observed_on"),
        Field("main_account", "主账号", Kind.FLAG),
        Field("changed_at", "更新时间", Kind.MOMENT, sortable=True),
    ),
    search="search",
    empty=Empty("还没有条目", "登记第一个条目。"),
    bulk=(
        bulk_edit("columns", "更改条目", ("state", "platform", "sponsor", "last_activity_on", "main_account"), SUBJECT),
    ),
)


class Routes:
    """The real routes, and the lists of these tests."""

    urlpatterns = (
        path("", include("jianfu.web.urls")),
        path("trial/", include(([*routes("units/", DEMO), *routes("entries/", ENTRIES)], "demo"))),
    )


@pytest.fixture(autouse=True)
def mounted(settings: Any) -> Iterator[None]:
    """Mount the lists."""
    settings.ROOT_URLCONF = Routes
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def searchable(units: dict[str, Unit]) -> dict[str, Unit]:
    """Return the units with their search columns filled."""
    for unit in units.values():
        unit.search = text_for(unit.name)
        unit.save()
    return units
