"""One key, one deed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from tests.web.conftest import AT

from jianfu.web.base.actions import token as tokens
from jianfu.web.base.actor import Actor
from jianfu.web.base.api.idempotency import once
from jianfu.web.base.permissions import Permission, Role

DONE: list[str] = []


@once
def deed(request: HttpRequest) -> HttpResponse:
    DONE.append(request.method or "")
    return HttpResponse("{}", status=int(request.headers.get("X-Status", 201)))


@pytest.fixture
def ask(actor: Callable[..., Actor]) -> Callable[..., HttpResponse]:
    DONE.clear()
    by = actor(Role.CLERK, "XW")
    token, _text = tokens.make(
        name="t", permissions=[Permission.UNITS_VIEW], expires_at=AT + timedelta(1), by=by, at=AT
    )

    def asked(**headers: str) -> HttpResponse:
        request = RequestFactory().post("/x", "{}", content_type="application/json", headers=headers)
        request.actor = replace(by, token_pk=token.pk)  # type: ignore[attr-defined]
        return deed(request)

    return asked


def test_without_a_key_every_asking_is_a_deed(ask: Callable[..., HttpResponse]) -> None:
    ask(), ask()
    assert len(DONE) == 2


def test_with_a_key_there_is_one_deed(ask: Callable[..., HttpResponse]) -> None:
    assert [ask(**{"Idempotency-Key": "k"}).status_code for _ in range(3)] == [201, 201, 201]
    assert len(DONE) == 1


def test_a_refusal_is_not_kept(ask: Callable[..., HttpResponse]) -> None:
    for _ in range(2):
        ask(**{"Idempotency-Key": "k", "X-Status": "409"})
    assert len(DONE) == 2


def test_a_key_of_absurd_length_is_refused(ask: Callable[..., HttpResponse]) -> None:
    assert ask(**{"Idempotency-Key": "k" * 200}).status_code == 400
