"""What the forms of people take and refuse."""

import pytest

from jianfu.web.base.actor import Reach
from jianfu.web.base.permissions import Role
from jianfu.web.units.forms.people import InviteForm
from jianfu.web.units.models import Unit
from jianfu.web.units.queries.people import RoleAt

SAID = {"name": "张三", "username": "zhang.san", "unit": "XW", "role": "clerk", "reach": "unit"}


def _form(**said: str) -> InviteForm:
    return InviteForm({**SAID, **said}, roles=[Role.CLERK], among=Unit.objects.all())


def test_unit_role_and_reach_are_put_together(units: dict[str, Unit]) -> None:
    form = _form()
    assert form.is_valid(), form.errors
    given = RoleAt(Role.CLERK, units["XW"], Reach.UNIT)
    assert form.cleaned_data == {"name": "张三", "username": "zhang.san", "given": given}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("username", "13800138000"),
        ("username", "32010219990101001X"),
        ("username", "zhang san"),
        ("role", "administrator"),
        ("unit", "没有这个单位"),
        ("reach", "everywhere"),
    ],
)
def test_private_numbers_and_roles_not_offered_are_refused(units: dict[str, Unit], name: str, value: str) -> None:
    assert list(_form(**{name: value}).errors) == [name]
