"""What would go over with a unit, and whose roles would not."""

from collections.abc import Callable

from tests.web.conftest import TODAY

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Post, Unit
from jianfu.web.units.queries.succession import held, people


def test_kinds_of_which_there_is_nothing_are_left_out(units: dict[str, Unit], asset: Callable[..., Asset]) -> None:
    assert held(units["XW"]) == []
    Post.objects.create(unit=units["XW"], name="运营岗")
    Post.objects.create(unit=units["XW"], name="旧岗", ended_on=TODAY)
    asset("清河水务", "XW")
    assert [(str(each.label), each.count) for each in held(units["XW"])] == [("岗位", 1), ("主办的条目", 1)]


def test_people_with_roles_are_named_once(units: dict[str, Unit], person: Callable[..., User]) -> None:
    person(Role.CLERK, "XW", name="李三")
    person(Role.CLERK, "XH", name="王六")
    assert people(units["XW"], as_of=TODAY) == ["李三"]
