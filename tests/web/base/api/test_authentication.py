"""Programs come with a token, and a token does no more than it says."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from jianfu.web.base.models import ApiToken, User
from jianfu.web.base.permissions import Permission, Role

AT = "/api/v1/units"
SEE = {Permission.UNITS_VIEW}


def test_without_a_token_there_is_no_answer(signed_in: Callable[..., Client]) -> None:
    assert Client().get(AT).status_code == 401
    assert Client(headers={"authorization": "Bearer jianfu_x_y"}).get(AT).status_code == 401
    assert signed_in(Role.COORDINATOR, "X").get(AT).status_code == 401  # a session counts for nothing here


def test_a_token_does_no_more_than_its_scopes(program: Callable[..., Client]) -> None:
    client = program(Role.COORDINATOR, "X", {Permission.REGISTRY_VIEW})
    answer = client.get(AT)
    assert (answer.status_code, answer.json()["details"]) == (403, [{"needed": "units.view"}])


def test_an_expired_a_revoked_and_an_inactive_persons_token_are_dead(program: Callable[..., Client]) -> None:
    client, now = program(Role.COORDINATOR, "X", SEE), timezone.now()
    assert client.get(AT).status_code == 200
    for dead in ({"expires_at": now - timedelta(1)}, {"revoked_at": now}):
        token = ApiToken.objects.get()
        kept = {name: getattr(token, name) for name in dead}
        ApiToken.objects.update(**dead)
        assert client.get(AT).status_code == 401
        ApiToken.objects.update(**kept)
    User.objects.update(is_active=False)
    assert client.get(AT).status_code == 401


def test_use_is_noted_and_the_token_itself_is_kept_nowhere(program: Callable[..., Client]) -> None:
    client = program(Role.COORDINATOR, "X", SEE)
    client.get(AT)
    token = ApiToken.objects.get()
    secret = str(client.defaults["HTTP_AUTHORIZATION"]).split("_", 2)[2]
    assert token.last_used_at is not None
    assert secret not in f"{token.digest}{token.prefix}{token.name}"
