"""One unit by token."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from tests.web.base.api.conftest import program as program  # noqa: PLC0414  # the fixture

from jianfu.web.base.permissions import Permission, Role
from jianfu.web.units.models import Unit, UnitChange


def test_a_unit_says_who_took_over(program: Callable[..., Client], units: dict[str, Unit]) -> None:
    UnitChange.objects.create(unit=units["XW"], kind="merged", on=date(2026, 8, 1), successor=units["XH"])
    answer = program(Role.COORDINATOR, "X", {Permission.UNITS_VIEW}).get("/api/v1/units/XW").json()
    assert (answer["parent_id"], answer["successors"]) == ("X", ["XH"])
