"""The lists of entries and requests."""

from typing import Any

import pytest
from django.urls import reverse

from jianfu.web.base.permissions import Role
from jianfu.web.registry.listings import ASSETS
from jianfu.web.registry.models import Asset


def test_every_field_leads_somewhere() -> None:
    for field in ASSETS.fields:
        Asset.objects.order_by(field.path or field.name).query.get_compiler("default").as_sql()
    assert {name for bulk in ASSETS.bulk for name in bulk.fields} <= {field.name for field in ASSETS.fields}


@pytest.mark.parametrize("route", ["registry:assets", "registry:requests"])
def test_the_lists_open_in_scope(asset: Any, signed_in: Any, route: str) -> None:
    asset("清河水务")
    asset("云泽健康", "DH")
    page = signed_in(Role.COORDINATOR, "X").get(reverse(route))
    assert page.status_code == 200
    assert "云泽健康" not in page.content.decode()
    assert ("清河水务" in page.content.decode()) is (route == "registry:assets")


def test_every_column_the_register_may_be_sorted_by_is_answered_from_an_index() -> None:
    ways = [[name.removeprefix("-") for name in index.fields] for index in Asset._meta.indexes]
    ways += [[field.name, "id"] for field in Asset._meta.concrete_fields if field.unique]
    sortable = [field.path or field.name for field in ASSETS.fields if field.sortable]
    assert sortable
    assert [name for name in sortable if [name, "id"] not in ways] == []
