"""The page of the own sessions."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.queries.sessions import mark_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _is_in(client: Client) -> bool:
    return client.get(reverse("units:account")).status_code == 200


@pytest.fixture
def clients(person: Callable[..., User]) -> list[Client]:
    """Return three browsers of one person, and one of another."""
    user, other = person(Role.CLERK, "XW"), person(Role.CLERK, "XW")
    made = [Client() for _ in range(4)]
    for client, who in zip(made, (user, user, user, other), strict=True):
        client.force_login(who, backend=BACKEND)
        assert _is_in(client)
    return made


def test_one_of_the_own_sessions_is_ended_from_another(clients: list[Client]) -> None:
    here, phone, office, other = clients
    page = here.get(reverse("base:sessions")).content.decode()
    assert page.count("<tr><td") == 3
    assert str(phone.session.session_key) not in page
    here.post(reverse("base:end_sessions"), {"mark": mark_of(phone.session.session_key or "")})
    assert [_is_in(each) for each in (here, phone, office, other)] == [True, False, True, True]
    assert AuditEntry.objects.get(action="sign_in.end_sessions").after == {"ended": 1}


def test_all_others_are_ended_at_once_and_nobody_elses(clients: list[Client]) -> None:
    here, *_others = clients
    page = here.post(reverse("base:end_sessions"), follow=True).content.decode()
    assert [_is_in(each) for each in clients] == [True, False, False, True]
    assert "没有其他会话" in page


def test_a_session_of_somebody_else_is_not_found(clients: list[Client]) -> None:
    *_mine, other = clients
    clients[0].post(reverse("base:end_sessions"), {"mark": mark_of(other.session.session_key or "")})
    assert _is_in(other)
