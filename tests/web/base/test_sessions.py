"""How long a session lasts, and what an initial password lets one do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.sessions import BEGAN, SEEN

INITIAL, OWN = "abcd-efgh-jkmn-pqrs", "wo-ziji-xuan-de-7"


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.CLERK, "XW")


def _wind_back(client: Client, name: str, seconds: int) -> None:
    session = client.session
    session[name] -= seconds
    session.save()


def _status(client: Client) -> int:
    return client.get(reverse("units:account")).status_code


def test_a_session_in_use_lasts(client: Client) -> None:
    assert _status(client) == 200
    _wind_back(client, SEEN, 100 * 60)
    assert _status(client) == 200
    _wind_back(client, SEEN, 100 * 60)
    assert _status(client) == 200


def test_an_idle_session_ends_and_says_so(client: Client, settings: Any) -> None:
    assert _status(client) == 200
    _wind_back(client, SEEN, settings.SESSION_IDLE_SECONDS)
    answer = client.get(reverse("units:account"), follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "超时" in answer.content.decode()


def test_a_session_ends_at_its_longest_however_much_it_is_used(client: Client, settings: Any) -> None:
    assert _status(client) == 200
    _wind_back(client, BEGAN, settings.SESSION_COOKIE_AGE)
    assert _status(client) == 302


def test_the_session_is_not_written_on_every_click(client: Client, django_assert_max_num_queries: Any) -> None:
    assert _status(client) == 200
    before = client.session[SEEN]
    _wind_back(client, SEEN, 30)
    assert _status(client) == 200
    assert client.session[SEEN] == before - 30


@pytest.fixture
def invited(person: Callable[..., User]) -> User:
    user = person(Role.CLERK, "XW")
    user.set_password(INITIAL)
    user.must_change_password = True
    user.save()
    return user


@pytest.fixture
def newcomer(invited: User) -> Client:
    client = Client()
    client.force_login(invited, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _change(client: Client, old: str, new: str) -> Any:
    said = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), said)


@pytest.mark.parametrize("name", ["units:account", "base:permissions", "units:units", "mfa_index"])
def test_an_initial_password_opens_only_the_page_where_it_is_changed(newcomer: Client, name: str) -> None:
    assert newcomer.get(reverse(name)).headers["Location"] == reverse("account_change_password")
    assert newcomer.post(reverse(name)).headers["Location"] == reverse("account_change_password")
    assert newcomer.get(reverse("account_change_password")).status_code == 200


def test_whoever_has_an_initial_password_may_sign_out(newcomer: Client) -> None:
    newcomer.post(reverse("account_logout"))
    assert "_auth_user_id" not in newcomer.session


def test_a_changed_password_opens_everything_and_is_told_to_the_chain(newcomer: Client, invited: User) -> None:
    answer = _change(newcomer, INITIAL, OWN)
    assert answer.headers["Location"] == reverse("units:account")
    assert _status(newcomer) == 200
    invited.refresh_from_db()
    assert invited.check_password(OWN)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.after) == ("sign_in.change_password", {"must_change_password": False})


@pytest.mark.parametrize("new", [INITIAL, "short-1", "1234567890123", "password123"])
def test_the_initial_password_again_or_a_weak_one_is_not_taken(newcomer: Client, invited: User, new: str) -> None:
    assert _change(newcomer, INITIAL, new).status_code == 200
    invited.refresh_from_db()
    assert invited.check_password(INITIAL)
    assert invited.must_change_password


def test_nobody_is_made_to_sign_in_or_change_a_password_from_time_to_time(invited: User) -> None:
    long_ago = timezone.now() - timedelta(days=3650)
    invited.set_password(OWN)
    invited.must_change_password = False
    invited.last_login = invited.date_joined = long_ago
    invited.save()
    client = Client()
    answer = client.post(reverse("account_login"), {"login": invited.username, "password": OWN})
    assert answer.headers["Location"] == "/"
    assert _status(client) == 200
