"""Who sees to a table; more time."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import assigning as actions
from jianfu.web.census.actions.unable import UnableToAssign
from jianfu.web.census.models import Declaration
from jianfu.web.units.models import Post


def test_a_table_goes_to_a_post_and_to_a_person_who_may_declare(
    table: Declaration, clerk: Actor, person: Callable[..., User]
) -> None:
    post, fellow = Post.objects.create(unit=table.unit, name="办公室"), person(Role.CLERK, "XW")
    actions.assign(declaration=table, post=post, person=fellow, by=clerk, at=AT)
    actions.delegate(declaration=table, person=fellow, by=clerk, at=AT)
    table.refresh_from_db()
    assert (table.post, table.person, table.delegated_to, table.version) == (post, fellow, fellow, 1)


def test_a_person_without_the_role_there_is_refused(
    table: Declaration, clerk: Actor, person: Callable[..., User]
) -> None:
    with pytest.raises(UnableToAssign):
        actions.assign(declaration=table, person=person(Role.CLERK, "XH"), by=clerk, at=AT)


def test_a_post_of_another_unit_is_refused(table: Declaration, clerk: Actor, campaign: object) -> None:
    other = Declaration.objects.get(unit__unit_id="XH").unit
    with pytest.raises(UnableToAssign):
        actions.assign(declaration=table, post=Post.objects.create(unit=other, name="办公室"), by=clerk, at=AT)


def test_a_stranger_may_not_assign(table: Declaration, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        actions.assign(declaration=table, by=actor(Role.CLERK, "XH"), at=AT)


def test_more_time_needs_a_later_day_a_reason_and_a_coordinator(
    table: Declaration, clerk: Actor, actor: Callable[..., Actor]
) -> None:
    coordinator, later = actor(Role.COORDINATOR, "X"), date(2026, 9, 30)
    for due_on, reason in ((table.due_on, "防汛"), (later, " ")):
        with pytest.raises(UnableToAssign):
            actions.extend(declaration=table, due_on=due_on, reason=reason, by=coordinator, at=AT)
    with pytest.raises(UnableToPermit):
        actions.extend(declaration=table, due_on=later, reason="防汛", by=clerk, at=AT)
    actions.extend(declaration=table, due_on=later, reason="防汛", by=coordinator, at=AT)
    table.refresh_from_db()
    assert (table.due_on, table.extension_reason) == (later, "防汛")
