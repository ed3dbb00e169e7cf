"""What waits for a person."""

from collections.abc import Callable

from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions.reminding import remind
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.census.queries import mine


def test_a_clerk_has_usually_one_table(table: Declaration, clerk: Actor) -> None:
    assert mine.to_fill_in(clerk).get() == table
    Campaign.objects.update(state="frozen")
    assert not mine.to_fill_in(clerk).exists()


def test_tables_meant_for_the_person_come_first(campaign: Campaign, actor: Callable[..., Actor]) -> None:
    clerk = actor(Role.CLERK, "X")
    Declaration.objects.filter(unit__unit_id="T").update(person=clerk.user_pk)
    assert [str(one.unit) for one in mine.to_fill_in(clerk)][:2] == ["石门镇", "清河县"]


def test_a_signer_sees_what_is_handed_in_by_others(handed_in: Declaration, chief: Actor, clerk: Actor) -> None:
    assert mine.to_sign(chief).get() == handed_in
    assert not mine.to_fill_in(clerk).exists()
    assert mine.done(clerk).get() == handed_in
    Declaration.objects.update(handed_in_by=chief.user_pk)
    assert not mine.to_sign(chief).exists()


def test_a_digest_shows_only_what_still_waits(table: Declaration, clerk: Actor, lead: Actor) -> None:
    remind(campaign=table.campaign, by=lead, at=AT)
    digest = mine.digests_of(clerk).get()
    assert mine.open_in(digest).get() == table
    Declaration.objects.update(state="signed")
    assert not mine.open_in(digest).exists()


def test_what_may_be_the_same_is_found_by_account_address_or_name(table: Declaration) -> None:
    assert [one.asset_id for one in mine.alike({"name": "清河水务"}, table.unit)] == ["A1"]
    assert mine.alike({"name": "清河", "platform": "微信"}, table.unit) == []
