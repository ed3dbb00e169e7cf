"""What is asked of a reconciliation."""

from collections.abc import Callable
from datetime import date

from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Campaign, Match
from jianfu.web.census.queries import reconciliation as queries
from jianfu.web.units.models import Unit


def test_results_are_seen_in_scope_and_differences_marked(units: dict[str, Unit], actor: Callable[..., Actor]) -> None:
    campaign = Campaign.objects.create(
        name="甲", scope=units["X"], opens_on=date(2026, 8, 1), due_on=date(2026, 9, 1), created_at=AT
    )
    records = {"register|A1": {"name": "甲", "unit_id": "XW"}, "national|1": {"name": "甲", "unit_id": "XH"}}
    match = Match.objects.create(
        campaign=campaign,
        key="t:a",
        kind="conflict",
        name="甲",
        unit=units["XW"],
        differing=["unit_id"],
        records=records,
    )
    assert queries.matches(actor(Role.CLERK, "XW")).count() == 1
    assert queries.matches(actor(Role.CLERK, "DH")).count() == 0
    lines = queries.side_by_side(match)["lines"]
    assert [(line["cells"], line["differs"]) for line in lines] == [(["甲", "甲"], False), (["XW", "XH"], True)]
    counted = {each["kind"]: each["count"] for each in queries.counted(actor(Role.COORDINATOR, "X"), campaign)}
    assert counted == {"all": 0, "two": 0, "one": 0, "conflict": 1, "suggested": 0}
