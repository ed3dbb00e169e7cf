"""Whom an actor sees, which roles an actor may give where, whose account it may treat."""

from collections.abc import Callable

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Grant, Unit
from jianfu.web.units.queries import actor_of
from jianfu.web.units.queries import people as queries
from jianfu.web.units.queries.people import RoleAt

SUBTREE, UNIT, LINE = Reach.SUBTREE, Reach.UNIT, Reach.LINE


@pytest.mark.parametrize(
    ("giver", "at", "reach", "given", "to", "with_reach", "may"),
    [
        (Role.COORDINATOR, "X", SUBTREE, Role.CLERK, "XW", SUBTREE, True),
        (Role.COORDINATOR, "X", SUBTREE, Role.CLERK, "DH", SUBTREE, False),  # another city
        (Role.COORDINATOR, "X", SUBTREE, Role.COORDINATOR, "T", SUBTREE, True),  # further down
        (Role.COORDINATOR, "X", SUBTREE, Role.COORDINATOR, "X", SUBTREE, False),  # beside the own
        (Role.COORDINATOR, "X", SUBTREE, Role.PROVINCIAL_LEAD, "X", SUBTREE, False),
        (Role.COORDINATOR, "X", SUBTREE, Role.ADMINISTRATOR, "XW", SUBTREE, False),
        (Role.COORDINATOR, "X", UNIT, Role.CLERK, "X", UNIT, True),
        (Role.COORDINATOR, "X", UNIT, Role.CLERK, "X", SUBTREE, False),  # would reach further than the giver
        (Role.COORDINATOR, "CH", LINE, Role.CLERK, "XH", UNIT, True),
        (Role.COORDINATOR, "CH", LINE, Role.CLERK, "XH", LINE, True),
        (Role.COORDINATOR, "XH", SUBTREE, Role.CLERK, "XH", LINE, True),
        (Role.COORDINATOR, "CH", SUBTREE, Role.CLERK, "CH", LINE, False),  # XH lies beyond the bureau's own subtree
        (Role.PROVINCIAL_LEAD, "P", SUBTREE, Role.COORDINATOR, "X", SUBTREE, True),
        (Role.PROVINCIAL_LEAD, "P", SUBTREE, Role.CLERK, "X", SUBTREE, False),
        (Role.PROVINCIAL_LEAD, "P", SUBTREE, Role.ADMINISTRATOR, "P", SUBTREE, False),
        (Role.ADMINISTRATOR, "P", SUBTREE, Role.ADMINISTRATOR, "P", SUBTREE, True),
        (Role.ADMINISTRATOR, "P", SUBTREE, Role.PROVINCIAL_LEAD, "P", SUBTREE, True),
        (Role.ADMINISTRATOR, "C", SUBTREE, Role.PROVINCIAL_LEAD, "P", SUBTREE, False),
        (Role.RESPONSIBLE, "XW", SUBTREE, Role.CLERK, "XW", SUBTREE, False),
        (Role.CLERK, "XW", SUBTREE, Role.CLERK, "XW", SUBTREE, False),
    ],
)
def test_nobody_gives_a_role_of_others_or_one_that_reaches_further_than_the_own(
    actor: Callable[..., Actor],
    units: dict[str, Unit],
    giver: Role,
    at: str,
    reach: Reach,
    given: Role,
    to: str,
    with_reach: Reach,
    may: bool,
) -> None:
    assert queries.may_give(actor(giver, at, reach), RoleAt(given, units[to], with_reach)) is may


def test_people_are_seen_by_the_units_they_hold_or_held_roles_at(
    actor: Callable[..., Actor], person: Callable[..., User]
) -> None:
    clerk, elsewhere, roleless = person(Role.CLERK, "XW"), person(Role.CLERK, "DH"), person()
    former = person(Role.CLERK, "XH")
    former.grants.update(until=TODAY.replace(year=2025))
    coordinator, administrator = actor(Role.COORDINATOR, "X"), actor(Role.ADMINISTRATOR, "P")
    seen = set(queries.visible(coordinator))
    assert {clerk, former} < seen
    assert not {elsewhere, roleless} & seen
    assert {clerk, former, elsewhere, roleless} < set(queries.visible(administrator))
    assert not queries.visible(actor(Role.CLERK, "XW")).exists()


def test_the_list_says_the_first_role_in_force_and_how_many_there_are(
    actor: Callable[..., Actor], person: Callable[..., User], units: dict[str, Unit]
) -> None:
    user = person(Role.CLERK, "XW")
    user.grants.update(until=TODAY.replace(year=2025))
    for role in (Role.REVIEWER, Role.OPERATOR):
        Grant.objects.create(user=user, role=role, unit=units["XH"], since=TODAY)
    row = queries.listed(actor(Role.COORDINATOR, "X"), as_of=TODAY).get(pk=user.pk)
    assert (row.first_role, row.first_unit, row.roles_held) == ("reviewer", "清河县卫生健康局", 2)


def test_an_account_is_treated_only_by_whoever_could_give_every_role_it_holds(
    actor: Callable[..., Actor], person: Callable[..., User], units: dict[str, Unit]
) -> None:
    coordinator, administrator = actor(Role.COORDINATOR, "X"), actor(Role.ADMINISTRATOR, "P")
    clerk = person(Role.CLERK, "XW")
    assert queries.governs(coordinator, clerk, as_of=TODAY)
    Grant.objects.create(user=clerk, role=Role.CYBERSPACE, unit=units["P"], since=TODAY)
    assert not queries.governs(coordinator, clerk, as_of=TODAY)
    assert queries.governs(administrator, clerk, as_of=TODAY)
    assert not queries.governs(coordinator, person(Role.COORDINATOR, "X"), as_of=TODAY)
    assert not queries.governs(coordinator, person(), as_of=TODAY)
    assert queries.governs(administrator, person(), as_of=TODAY)


def test_nobody_has_a_say_over_the_own_account(person: Callable[..., User]) -> None:
    user = person(Role.ADMINISTRATOR, "P")
    assert not queries.governs(actor_of(user, as_of=TODAY), user, as_of=TODAY)


def test_a_person_whose_roles_all_ended_is_treated_by_whoever_could_give_those(
    actor: Callable[..., Actor], person: Callable[..., User]
) -> None:
    former = person(Role.CLERK, "XW")
    former.grants.update(until=TODAY.replace(year=2025))
    assert queries.governs(actor(Role.COORDINATOR, "X"), former, as_of=TODAY)
    assert not queries.governs(actor(Role.COORDINATOR, "D"), former, as_of=TODAY)


def test_the_roles_offered_are_those_the_actor_may_give_somewhere(actor: Callable[..., Actor]) -> None:
    assert Role.ADMINISTRATOR not in queries.roles_to_give(actor(Role.COORDINATOR, "X"))
    assert queries.roles_to_give(actor(Role.ADMINISTRATOR, "P")) == tuple(Role)
    assert queries.roles_to_give(actor(Role.RESPONSIBLE, "XW")) == ()


def test_the_history_of_a_person_is_what_the_chain_says_of_that_person(
    actor: Callable[..., Actor], person: Callable[..., User]
) -> None:
    one, other = person(), person()
    deeds = [Deed("people.grant", "person", str(user.pk)) for user in (one, other, one)]
    audit.write(by=actor(Role.ADMINISTRATOR, "P"), at=AT, deeds=deeds)
    assert [entry.object_id for entry in queries.history_of(one)] == [str(one.pk)] * 2


def test_grants_and_posts_of_a_person_are_told_those_that_last_first(
    person: Callable[..., User], units: dict[str, Unit]
) -> None:
    user = person(Role.CLERK, "XW")
    assert [grant.role for grant in queries.grants_of(user)] == ["clerk"]
    assert not queries.holdings_of(user).exists()
    assert not queries.has_second_factor(user)
    assert queries.role_at(queries.grants_of(user)[0]) == RoleAt(Role.CLERK, units["XW"], SUBTREE)
