"""The grouped query agrees with the counting of the engine, and with the rows its numbers open."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import TODAY

from jianfu.engine.census.coverage import Placed, Tally, by_level, roll_up
from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.census.queries.coverage import campaigns_in, coverage_of, declarations_in, place_for
from jianfu.web.units.models import Unit

STATES = {"P": "signed", "PH": "nothing", "C": "working", "CH": "handed_in", "X": "signed", "XH": "signed"}


@pytest.fixture
def answered(campaign: Campaign) -> Campaign:
    for unit_id, state in STATES.items():
        Declaration.objects.filter(unit__unit_id=unit_id).update(state=state)
    return campaign


@pytest.mark.parametrize("at", ["P", "C", "X", "T"])
def test_the_query_agrees_with_the_engine(answered: Campaign, lead: Actor, units: dict[str, Unit], at: str) -> None:
    placed = [
        Placed(one.unit.unit_id, one.unit.parent.unit_id if one.unit.parent else None, one.state, one.unit.level)
        for one in Declaration.objects.select_related("unit__parent")
    ]
    found = coverage_of(lead, answered, units[at], as_of=TODAY)
    tallies = roll_up(placed)
    assert found.whole.tally == tallies[at]
    assert {one.unit_id: one.tally for one in found.places} == {
        one.unit_id: tallies[one.unit_id] for one in found.places
    }
    under = [one for one in placed if units[one.unit_id].path.startswith(units[at].path)]
    assert {one.level: one.tally for one in found.levels} == by_level(under)


def test_places_are_of_lower_level_and_own_organs_are_one_row(
    answered: Campaign, lead: Actor, units: dict[str, Unit]
) -> None:
    found = coverage_of(lead, answered, units["P"], as_of=TODAY)
    assert [one.unit_id for one in found.places] == ["C", "D"]
    assert found.own is not None
    assert found.own.tally == Tally(signed=1, nothing=1)


def test_each_actor_counts_the_units_it_sees(
    answered: Campaign, units: dict[str, Unit], actor: Callable[..., Actor]
) -> None:
    line = actor(Role.DATA_SERVICE, "PH", Reach.LINE)
    assert coverage_of(line, answered, units["P"], as_of=TODAY).whole.tally.required == 4
    assert declarations_in(line).count() == 4
    clerk = actor(Role.CLERK, "XW")
    assert coverage_of(clerk, answered, units["P"], as_of=TODAY).whole.tally == Tally(not_begun=1)


def test_it_is_one_grouped_query_and_one_for_the_names(answered: Campaign, lead: Actor, units: dict[str, Unit]) -> None:
    with CaptureQueriesContext(connection) as asked:
        coverage_of(lead, answered, units["P"], as_of=TODAY)
    assert len(asked) == 2


def test_only_open_tables_past_their_day_are_overdue(answered: Campaign, lead: Actor, units: dict[str, Unit]) -> None:
    Declaration.objects.filter(unit__unit_id__in=("P", "C", "D")).update(due_on="2026-08-01")
    assert coverage_of(lead, answered, units["P"], as_of=TODAY).whole.overdue == 2


def test_a_campaign_is_seen_by_those_it_asks_and_by_those_above(
    campaign: Campaign, actor: Callable[..., Actor], lead: Actor
) -> None:
    assert campaigns_in(lead).get() == campaigns_in(actor(Role.CLERK, "T")).get() == campaign
    Campaign.objects.update(scope=Unit.objects.get(unit_id="D"))
    Declaration.objects.exclude(unit__unit_id__in=("D", "DH")).delete()
    assert not campaigns_in(actor(Role.CLERK, "T")).exists()


def test_the_place_begins_where_the_actors_view_does(campaign: Campaign, actor: Callable[..., Actor]) -> None:
    coordinator = actor(Role.COORDINATOR, "X")
    assert str(place_for(coordinator, campaign)) == "清河县"
    assert str(place_for(coordinator, campaign, "T")) == "石门镇"
    assert place_for(coordinator, campaign, "unknown") is None
