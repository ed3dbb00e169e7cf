"""Change at once, or propose."""

from typing import Any

from jianfu.web.base.permissions import Role
from jianfu.web.registry.views.deciding import direct, either


def test_who_changes_at_once_who_proposes_and_who_neither(actor: Any, units: Any) -> None:
    asked = [(Role.COORDINATOR, "X"), (Role.CLERK, "XW"), (Role.CLERK, "XH"), (Role.INSPECTOR, "X")]
    found = [(direct(who, units["XW"]), either(who, units["XW"])) for who in (actor(*one) for one in asked)]
    assert found == [(True, True), (False, True), (False, False), (False, False)]
