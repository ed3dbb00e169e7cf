"""One digest a person and day, in working hours, whatever the number of tables."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions import reminding as actions
from jianfu.web.census.actions.unable import UnableToOpen
from jianfu.web.census.models import Campaign, Declaration, Digest
from jianfu.web.units.models import Post, PostHolding

MORNING = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)  # ten o'clock in China, a Tuesday
NIGHT = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)


@pytest.fixture
def two_tables(campaign: Campaign, person: Callable[..., User]) -> User:
    """Return a clerk who sees to the tables of two units."""
    clerk = person(Role.CLERK, "XW")
    clerk.email = "clerk@example.test"
    clerk.save()
    Declaration.objects.filter(unit__unit_id="XH").update(delegated_to=clerk)
    return clerk


def test_many_tables_make_one_digest(campaign: Campaign, lead: Actor, two_tables: User) -> None:
    assert actions.remind(campaign=campaign, by=lead, at=MORNING) == (1, 8)
    actions.remind(campaign=campaign, by=lead, at=MORNING + timedelta(hours=1))
    digest = Digest.objects.get()
    assert (digest.person, len(digest.declarations)) == (two_tables, 2)


def test_one_letter_is_sent_and_only_one(campaign: Campaign, lead: Actor, two_tables: User) -> None:
    actions.remind(campaign=campaign, by=lead, at=MORNING)
    assert [actions.send_due(at=MORNING), actions.send_due(at=MORNING)] == [1, 0]
    assert [letter.to for letter in mail.outbox] == [["clerk@example.test"]]


def test_at_night_nothing_is_sent_until_morning(campaign: Campaign, lead: Actor, two_tables: User) -> None:
    actions.remind(campaign=campaign, by=lead, at=NIGHT)
    assert actions.send_due(at=NIGHT) == 0
    assert actions.send_due(at=NIGHT + timedelta(hours=10, minutes=30)) == 1  # half past eight


def test_who_has_nothing_left_to_do_is_not_written_to(campaign: Campaign, lead: Actor, two_tables: User) -> None:
    actions.remind(campaign=campaign, by=lead, at=MORNING)
    Declaration.objects.update(state="signed")
    assert (actions.send_due(at=MORNING), mail.outbox) == (0, [])


def test_a_letter_the_server_refuses_is_tried_again(
    campaign: Campaign, lead: Actor, two_tables: User, settings: Any
) -> None:
    actions.remind(campaign=campaign, by=lead, at=MORNING)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert actions.send_due(at=MORNING) == 0
    settings.EMAIL_BACKEND = backend
    assert actions.send_due(at=MORNING + timedelta(minutes=5)) == 1


def test_a_table_handed_in_waits_for_the_signer(campaign: Campaign, lead: Actor, person: Callable[..., User]) -> None:
    chief = person(Role.RESPONSIBLE, "XW")
    Declaration.objects.filter(unit__unit_id="XW").update(state="handed_in")
    actions.remind(campaign=campaign, by=lead, at=MORNING)
    assert Digest.objects.get().person == chief


def test_whoever_holds_the_post_is_reminded(campaign: Campaign, lead: Actor, person: Callable[..., User]) -> None:
    table, holder = Declaration.objects.select_related("unit").get(unit__unit_id="XW"), person()
    post = Post.objects.create(unit=table.unit, name="办公室")
    PostHolding.objects.create(post=post, user=holder, since=TODAY)
    Declaration.objects.filter(pk=table.pk).update(post=post)
    actions.remind(campaign=campaign, by=lead, at=AT)
    assert Digest.objects.get().declarations == [table.pk]


def test_settled_tables_and_other_units_are_left_in_peace(
    campaign: Campaign, two_tables: User, actor: Callable[..., Actor]
) -> None:
    Declaration.objects.filter(unit__unit_id__in=("XW", "XH")).update(state="signed")
    assert actions.remind(campaign=campaign, by=actor(Role.COORDINATOR, "X"), at=MORNING) == (0, 2)


def test_a_campaign_that_takes_no_answers_reminds_nobody(draft: Campaign, lead: Actor) -> None:
    with pytest.raises(UnableToOpen):
        actions.remind(campaign=draft, by=lead, at=MORNING)


def test_mail_counts_as_set_up_only_where_a_host_is_named(settings: Any) -> None:
    assert actions.mail_is_set_up()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert not actions.mail_is_set_up()
