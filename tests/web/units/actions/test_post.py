"""Posts held and handed over; nothing is left without anybody."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.registry.models import Asset
from jianfu.web.units.actions import post as actions
from jianfu.web.units.actions.post import UnableToHandOver
from jianfu.web.units.models import Grant, Post, Unit
from jianfu.web.units.queries import post as queries

SINCE = date(2026, 1, 1)


@pytest.fixture
def by(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.COORDINATOR, "X")


@pytest.fixture
def operated(by: Actor, units: dict[str, Unit], asset: Callable[..., Asset]) -> Post:
    post = actions.create(unit=units["XW"], name="运营岗", by=by, at=AT)
    asset(owner=post)
    return post


def test_a_person_leaving_hands_everything_over_in_one_step(
    by: Actor, operated: Post, person: Callable[..., User]
) -> None:
    leaver, heir = person(Role.CLERK, "XW"), person(Role.CLERK, "XW")
    actions.give(post=operated, user=leaver, since=SINCE, by=by, at=AT)
    assert [h.owned for h in queries.sole_holdings(leaver, as_of=TODAY)] == [1]
    handed = actions.hand_over(user=leaver, to=heir, on=TODAY, by=by, at=AT, reason="调离")
    leaver.refresh_from_db()
    assert handed == [operated]
    assert (leaver.is_active, leaver.grants.get().until, operated.holdings.get(until=None).user) == (False, TODAY, heir)
    actions_written = AuditEntry.objects.filter(reason="调离").order_by("seq").values_list("action", flat=True)
    assert list(actions_written) == ["posts.hand_over", "people.end_grant", "people.leave"]


def test_nobody_leaves_while_a_post_would_be_left_without_anybody(
    by: Actor, operated: Post, person: Callable[..., User]
) -> None:
    leaver = person(Role.CLERK, "XW")
    actions.give(post=operated, user=leaver, since=SINCE, by=by, at=AT)
    with pytest.raises(UnableToHandOver, match="运营岗"):
        actions.hand_over(user=leaver, to=None, on=TODAY, by=by, at=AT, reason="调离")
    leaver.refresh_from_db()
    assert leaver.is_active


def test_a_post_that_entries_answer_to_does_not_end(by: Actor, operated: Post) -> None:
    with pytest.raises(UnableToHandOver, match="1"):
        actions.end(post=operated, on=TODAY, by=by, at=AT, reason="撤岗")


def test_the_list_of_vacant_posts_shows_what_nobody_holds(
    by: Actor, operated: Post, person: Callable[..., User]
) -> None:
    assert [(p, p.owned) for p in queries.vacant(by, as_of=TODAY)] == [(operated, 1)]
    actions.give(post=operated, user=person(Role.CLERK, "XW"), since=SINCE, by=by, at=AT)
    assert list(queries.vacant(by, as_of=TODAY)) == []


def test_a_post_whose_only_holder_is_inactive_is_vacant(by: Actor, operated: Post, person: Callable[..., User]) -> None:
    gone = person(Role.CLERK, "XW")
    actions.give(post=operated, user=gone, since=SINCE, by=by, at=AT)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert list(queries.vacant(by, as_of=TODAY)) == [operated]


def test_posts_are_founded_within_the_scope_only(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    with pytest.raises(UnableToPermit):
        actions.create(unit=units["DH"], name="岗", by=actor(Role.COORDINATOR, "X"), at=AT)


def test_giving_a_post_twice_is_giving_it_once(by: Actor, operated: Post, person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    held = [actions.give(post=operated, user=user, since=SINCE, by=by, at=AT) for _ in range(2)]
    assert held[0] == held[1]
    assert AuditEntry.objects.filter(action="posts.give").count() == 1


def test_nobody_lets_somebody_higher_leave_nor_oneself(
    actor: Callable[..., Actor], by: Actor, person: Callable[..., User], units: dict[str, Unit]
) -> None:
    lead = person(Role.PROVINCIAL_LEAD, "P")
    Grant.objects.create(user=lead, role=Role.CLERK, unit=units["XW"], since=SINCE)
    me = User.objects.get(pk=by.user_pk)
    for user in (lead, me):
        with pytest.raises(UnableToPermit):
            actions.hand_over(user=user, to=None, on=TODAY, by=by, at=AT, reason="调离")
    lead.refresh_from_db()
    assert lead.is_active
