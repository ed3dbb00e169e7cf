"""Options of a picker."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Unit


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=XW", ["清河县水务局", "清河县卫生健康局"]),  # an id comes first; 县卫 has these initials
        ("q=水务", ["清河县水务局"]),
        ("q=qhxws", ["清河县卫生健康局"]),
        ("for=unit&unit=石门镇", ["石门镇"]),
        ("q=云泽", []),
        ("q=", []),
        ("", []),
        ("q=%00", []),
    ],
)
def test_rows_of_the_scope_are_offered_by_id_name_and_pinyin(
    query: str, found: list[str], signed_in: Callable[..., Client], searchable: dict[str, Unit]
) -> None:
    answer: Any = signed_in(Role.CLERK, "X").get(f"/trial/units/-/pick?{query}")
    assert [name for _value, name in answer.context["options"]] == found
    assert answer.content.decode().count("<option") == len(found)
