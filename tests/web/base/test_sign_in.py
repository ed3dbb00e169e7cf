"""Signing in with a password, a second factor, or the OpenID Connect provider; and being locked out."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from tests.web.base.oidc_provider import CLIENT, SECRET, Provider

from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.sign_in import FactorAdapter

GOOD = "qiang-mima-2026"


@pytest.fixture(autouse=True)
def _no_counts_left() -> None:
    cache.clear()


@pytest.fixture
def user(person: Callable[..., User]) -> User:
    user = person(Role.CLERK, "XW")
    user.set_password(GOOD)
    user.save()
    return user


def _sign_in(client: Client, username: str, password: str = GOOD, **extra: Any) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": username, "password": password}, **extra)  # type: ignore[return-value]


def _confirm(client: Client, user: User) -> None:
    """Sign in, and enter the password once more, as a change of the way in asks for."""
    _sign_in(client, user.username)
    assert client.post(reverse("account_reauthenticate"), {"password": GOOD}).status_code == 302


def _is_in(client: Client) -> bool:
    return client.get(reverse("units:account")).status_code == 200


def test_a_user_name_and_password_open_the_door_and_signing_out_closes_it(client: Client, user: User) -> None:
    assert _sign_in(client, user.username).status_code == 302
    assert _is_in(client)
    client.post(reverse("account_logout"))
    assert not _is_in(client)


def test_passwords_are_kept_as_argon2(user: User) -> None:
    assert user.password.startswith("argon2$argon2id$")


def test_nobody_signs_up(client: Client, user: User) -> None:
    said = {"username": "new", "password1": GOOD}
    assert client.post(reverse("account_signup"), said).status_code == 404
    assert client.get(reverse("account_reset_password")).status_code == 404
    assert User.objects.count() == 1


def test_the_sign_in_page_has_no_script_or_style_of_its_own(client: Client, user: User) -> None:
    answer = client.get(reverse("account_login"))
    page = answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|\sstyle=|<style", page)


def test_an_account_of_the_demonstration_opens_nothing_in_earnest(client: Client, user: User, settings: Any) -> None:
    User.objects.filter(pk=user.pk).update(is_demonstration=True)
    answer = _sign_in(client, user.username.upper())
    assert "演示账号" in answer.content.decode()
    assert not _is_in(client)
    settings.DEMO = True
    _sign_in(client, user.username)
    assert _is_in(client)


def test_five_wrong_passwords_lock_that_name_at_that_address_only(client: Client, user: User) -> None:
    for _ in range(4):
        assert _sign_in(client, user.username, "wrong").status_code == 200
    # The other spelling counts with the first.
    assert _sign_in(client, user.username.upper(), "wrong").status_code == 429
    locked = _sign_in(client, user.username)
    assert locked.status_code == 429
    assert "15 分钟" in locked.content.decode()
    assert not _is_in(client)
    assert _sign_in(Client(REMOTE_ADDR="10.0.0.9"), user.username).status_code == 302


def test_failures_are_counted_in_the_database_which_all_web_processes_share(client: Client, user: User) -> None:
    _sign_in(client, user.username, "wrong")
    cache.clear()  # what one process alone knows
    _sign_in(client, user.username.upper(), "wrong")
    [attempt] = AccessAttempt.objects.all()
    assert (attempt.username, attempt.failures_since_start) == (user.username.casefold(), 2)


def test_the_lock_out_says_so_in_english_as_well(client: Client, user: User) -> None:
    for _ in range(5):
        answer = _sign_in(client, user.username, "wrong", headers={"accept-language": "en"})
    assert answer.status_code == 429
    assert '<html lang="en"' in answer.content.decode()


def test_a_lock_out_of_one_leaves_others_of_the_same_office_in(
    client: Client, user: User, person: Callable[..., User]
) -> None:
    other = person(Role.CLERK, "XW")
    other.set_password(GOOD)
    other.save()
    for _ in range(5):
        _sign_in(client, user.username, "wrong")
    assert _sign_in(client, other.username).status_code == 302


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_second_factor_is_set_up_asked_for_and_told_to_the_chain(
    client: Client, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    _confirm(client, user)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert secret is not None
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("mfa_activate_totp"), {"code": _code(secret[1])}).status_code == 302
    assert secret[1] not in str(Authenticator.objects.get(type="totp").data)  # kept encrypted
    assert "sign_in.totp_activated" in set(AuditEntry.objects.values_list("action", flat=True))

    other = Client()
    assert _sign_in(other, user.username).headers["Location"] == reverse("mfa_authenticate")
    assert not _is_in(other)
    assert "恢复码" in other.get(reverse("mfa_authenticate")).content.decode()
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    other.post(reverse("mfa_authenticate"), {"code": "00000000"})
    assert not _is_in(other)
    other.post(reverse("mfa_authenticate"), {"code": recovery})
    assert _is_in(other)


def test_the_way_in_is_changed_only_by_whoever_knows_the_password(client: Client, user: User) -> None:
    _sign_in(client, user.username)
    answer = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "确认是本人" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_a_totp_code_opens_the_door_once(client: Client, user: User) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    code = _code(secret)
    _sign_in(client, user.username)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert _is_in(client)
    other = Client()
    _sign_in(other, user.username)
    other.post(reverse("mfa_authenticate"), {"code": code})
    assert not _is_in(other)


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"])
def test_the_pages_of_the_second_factor_are_ours_and_hold_no_script_of_their_own(
    client: Client, user: User, name: str
) -> None:
    _confirm(client, user)
    page = client.get(reverse(name)).content.decode()
    assert 'class="crumbs"' in page
    assert page.count("<h1") == 1
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|\sstyle=|<style", page)


def test_secrets_stay_readable_after_the_signing_key_was_changed() -> None:
    kept = FactorAdapter().encrypt("秘密")
    with override_settings(SECRET_KEY="new-key", SECRET_KEY_FALLBACKS=["not-a-secret-" * 4]):
        assert FactorAdapter().decrypt(kept) == "秘密"


@pytest.fixture(scope="module")
def _provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(_provider: Provider, settings: Any) -> Provider:
    app = {"provider_id": "oidc", "name": "政务认证", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": _provider.issuer}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return _provider


def _through(client: Client, provider: Provider, **person: str) -> HttpResponse:
    """Go the whole way: our link, the provider's page, and back with the code."""
    provider.person = person
    began = client.get(reverse("openid_connect_login", args=["oidc"]))
    assert began.headers["Location"].startswith(f"{provider.issuer}/authorize?")
    back = requests.get(began.headers["Location"], allow_redirects=False, timeout=5).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))  # type: ignore[return-value]


def test_an_invited_person_comes_in_through_the_provider(client: Client, user: User, provider: Provider) -> None:
    assert "政务认证" in client.get(reverse("account_login")).content.decode()
    assert _through(client, provider, sub="s-1", preferred_username=user.username).status_code == 302
    assert _is_in(client)
    assert AuditEntry.objects.get().action == "sign_in.link"
    # From now on the lasting identifier counts, whatever the name there.
    again = Client()
    _through(again, provider, sub="s-1", preferred_username="renamed")
    assert _is_in(again)


def test_an_initial_password_opens_nothing_after_the_provider_did(
    client: Client, user: User, provider: Provider
) -> None:
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    _through(client, provider, sub="s-2", preferred_username=user.username)
    assert _is_in(client)
    assert _sign_in(Client(), user.username).status_code == 200


def test_a_stranger_at_the_provider_gets_no_account(client: Client, user: User, provider: Provider) -> None:
    answer = _through(client, provider, sub="s-3", preferred_username="stranger")
    assert answer.status_code == 403
    assert "不会自动创建" in answer.content.decode()
    assert User.objects.count() == 1
    assert _through(client, provider, sub="s-4").status_code == 403


def test_a_name_given_anew_at_the_provider_does_not_open_the_account_of_its_first_owner(
    client: Client, user: User, provider: Provider
) -> None:
    _through(client, provider, sub="first", preferred_username=user.username)
    other = Client()
    assert _through(other, provider, sub="second", preferred_username=user.username).status_code == 403
    assert not _is_in(other)


def test_a_closed_account_stays_closed_at_the_provider(client: Client, user: User, provider: Provider) -> None:
    _through(client, provider, sub="s-5", preferred_username=user.username)
    User.objects.filter(pk=user.pk).update(is_active=False)
    other = Client()
    _through(other, provider, sub="s-5", preferred_username=user.username)
    assert not _is_in(other)


def test_who_gives_up_at_the_provider_is_told_how_to_go_on(client: Client, user: User, provider: Provider) -> None:
    answer = _through(client, provider)
    assert answer.headers["Location"] == reverse("socialaccount_login_cancelled")


def test_an_answer_nobody_asked_for_is_refused(client: Client, user: User, provider: Provider) -> None:
    provider.person = {"sub": "s-6", "preferred_username": user.username}
    answer = client.get(reverse("openid_connect_callback", args=["oidc"]), {"code": "x", "state": "y"})
    assert "没有成功" in answer.content.decode()
    assert not _is_in(client)


def test_the_provider_refuses_a_code_without_its_verifier(provider: Provider) -> None:
    provider.person = {"sub": "s-7"}
    asked = {
        "client_id": CLIENT,
        "redirect_uri": provider.redirect_uri,
        "response_type": "code",
        "scope": "openid",
        "state": "s",
        "code_challenge": "c",
        "code_challenge_method": "S256",
    }
    back = provider.authorize(asked)
    assert back is not None
    code = re.search(r"code=([\w-]+)", back)
    assert code is not None
    said = {"client_id": CLIENT, "client_secret": SECRET, "redirect_uri": provider.redirect_uri, "code": code[1]}
    assert provider.token({**said, "code_verifier": "guess"}) is None
