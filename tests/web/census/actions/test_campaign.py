"""A campaign asks every standing unit of its scope once, and moves only forward."""

from collections.abc import Callable

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import campaign as actions
from jianfu.web.census.actions.unable import UnableToOpen
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.units.models import Unit


def test_opening_makes_one_table_for_every_standing_unit_below(draft: Campaign, lead: Actor) -> None:
    Unit.objects.filter(unit_id="DH").update(state="ended")
    assert actions.open_campaign(campaign=draft, by=lead, at=AT) == 9
    assert set(Declaration.objects.values_list("unit__unit_id", flat=True)) == {
        "P", "PH", "C", "CH", "X", "XH", "XW", "T", "D",
    }  # fmt: skip
    assert AuditEntry.objects.filter(action="census.open", after__units=9).exists()


def test_a_campaign_of_a_city_asks_no_other_city(units: dict[str, Unit], lead: Actor, draft: Campaign) -> None:
    Campaign.objects.filter(pk=draft.pk).update(scope=units["D"])
    assert actions.open_campaign(campaign=draft, by=lead, at=AT) == 2


def test_opening_twice_is_refused(campaign: Campaign, lead: Actor) -> None:
    with pytest.raises(UnableToOpen):
        actions.open_campaign(campaign=campaign, by=lead, at=AT)
    assert Declaration.objects.count() == 10


def test_it_cannot_end_before_its_baseline_is_frozen(campaign: Campaign, lead: Actor) -> None:
    actions.reconcile(campaign=campaign, by=lead, at=AT)
    with pytest.raises(UnableToOpen):
        actions.close(campaign=campaign, by=lead, at=AT)


@pytest.mark.parametrize(("role", "unit"), [(Role.COORDINATOR, "P"), (Role.PROVINCIAL_LEAD, "C")])
def test_only_the_lead_of_its_scope_opens_it(
    draft: Campaign, actor: Callable[..., Actor], role: Role, unit: str
) -> None:
    with pytest.raises(UnableToPermit):
        actions.open_campaign(campaign=draft, by=actor(role, unit), at=AT)
    assert not Declaration.objects.exists()
