"""What is asked of the tree."""

from collections.abc import Callable

import pytest

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Unit
from jianfu.web.units.queries import unit as queries


def ids(found: object) -> list[str]:
    return [unit.unit_id for unit in found]  # type: ignore[attr-defined]


def test_a_bureau_is_led_by_its_county_and_by_its_line(units: dict[str, Unit]) -> None:
    assert (units["XH"].parent, ids(queries.line_leads(units["XH"]))) == (units["X"], ["CH", "PH"])


def test_the_tree_begins_at_the_highest_unit_in_sight(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    found = queries.roots(actor(Role.COORDINATOR, "X"))
    assert [(unit.unit_id, unit.below) for unit in found] == [("X", 3)]


def test_the_units_above_come_from_the_root_down(units: dict[str, Unit]) -> None:
    assert ids(queries.above(units["T"])) == ["P", "C", "X"]


@pytest.mark.parametrize(("said", "found"), [("XW", "XW"), ("清河县水务局", "XW"), ("水务局", None), ("重名局", None)])
def test_a_unit_is_known_by_its_number_or_its_only_full_name(
    units: dict[str, Unit], said: str, found: str | None
) -> None:
    Unit.objects.create(unit_id="D1", name="重名局")
    Unit.objects.create(unit_id="D2", name="重名局")
    known = queries.by_id_or_name(said, Unit.objects.all())
    assert (known.unit_id if known else None) == found
