"""Many units at once."""

from collections.abc import Callable

from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.units.actions import stock
from jianfu.web.units.models import Unit

ROWS = [
    {"unit_id": "N2", "name": "新河县水务局", "parent_id": "N1", "level": "county", "staff": 8},
    {"unit_id": "N1", "name": "新河县", "parent_id": "C", "level": "county", "staff": None},
    {"unit_id": "N3", "name": "无主局", "parent_id": "??", "level": "county"},
    {"unit_id": "XW", "name": "改名局", "parent_id": "none", "level": "county"},
]


def test_units_are_brought_in_below_their_superiors_whatever_the_order(
    actor: Callable[..., Actor], units: dict[str, Unit]
) -> None:
    stock.bring_in(rows=ROWS, by=actor(Role.PROVINCIAL_LEAD, "P"), at=AT, reason="初始化")
    placed = {unit.unit_id: unit for unit in Unit.objects.all()}
    assert placed["N2"].path.startswith(placed["N1"].path)
    assert placed["N1"].path.startswith(placed["C"].path)
    assert placed["N3"].parent is None
    assert placed["XW"].name == "清河县水务局"
    assert AuditEntry.objects.filter(action="units.create", reason="初始化").count() == 3
