"""Who reaches what."""

from collections.abc import Callable

import pytest

from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.units.models import Unit


@pytest.mark.parametrize(
    ("role", "unit", "reach", "seen"),
    [
        (Role.PROVINCIAL_LEAD, "P", Reach.SUBTREE, "P PH C CH X XH XW T D DH"),
        (Role.COORDINATOR, "X", Reach.SUBTREE, "X XH XW T"),
        (Role.CLERK, "XW", Reach.UNIT, "XW"),
        (Role.COORDINATOR, "CH", Reach.LINE, "CH XH"),
        (Role.COORDINATOR, "X", Reach.LINE, ""),
    ],
)
def test_a_grant_reaches_its_subtree_its_unit_or_its_line(
    actor: Callable[..., Actor], units: dict[str, Unit], role: Role, unit: str, reach: Reach, seen: str
) -> None:
    held = actor(role, unit, reach)
    found = set(Unit.objects.filter(held.scope(Permission.UNITS_VIEW)).values_list("unit_id", flat=True))
    assert found == set(seen.split())
    assert {u.unit_id for u in units.values() if held.may_at(Permission.UNITS_VIEW, u)} == found
