"""Tokens: never more than their maker, never longer than a year."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actions import token as tokens
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import ApiToken, AuditEntry
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave

SEE = [Permission.UNITS_VIEW]
DAY = timedelta(days=1)


def test_a_token_is_known_by_its_text_alone(actor: Callable[..., Actor]) -> None:
    token, text = tokens.make(name="t", permissions=SEE, expires_at=AT + DAY, by=actor(Role.CLERK, "XW"), at=AT)
    assert tokens.recognise(text, at=AT) == token
    assert tokens.recognise(text[:-1], at=AT) is None
    assert text not in str(list(AuditEntry.objects.values())) + str(list(ApiToken.objects.values()))


def test_a_token_cannot_do_what_its_maker_may_not(actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        tokens.make(
            name="t", permissions=[Permission.SYSTEM_CHANGE], expires_at=AT + DAY, by=actor(Role.CLERK, "XW"), at=AT
        )


@pytest.mark.parametrize("term", [timedelta(0), timedelta(days=400)])
def test_a_token_has_a_term_of_a_year_at_most(actor: Callable[..., Actor], term: timedelta) -> None:
    with pytest.raises(UnableToSave):
        tokens.make(name="t", permissions=SEE, expires_at=AT + term, by=actor(Role.CLERK, "XW"), at=AT)


def test_own_tokens_are_revoked_by_their_person_and_by_administrators(actor: Callable[..., Actor]) -> None:
    owner = actor(Role.CLERK, "XW")
    token, text = tokens.make(name="t", permissions=SEE, expires_at=AT + DAY, by=owner, at=AT)
    with pytest.raises(UnableToPermit):
        tokens.revoke(token=token, by=actor(Role.CLERK, "XH"), at=AT)
    tokens.revoke(token=token, by=actor(Role.ADMINISTRATOR, "P"), at=AT)
    assert tokens.recognise(text, at=AT) is None
