"""Turns the signed-in user into the actor that guards, queries and actions ask."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jianfu.web.base.actions import token as tokens
from jianfu.web.base.actor import ANONYMOUS, Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.units import queries

API = "/api/v1/"


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set ``request.actor``: the signed-in person with the grants of today, or nobody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor:
    if request.path_info.startswith(API):
        return _actor_of_token(request)
    user = request.user
    if not user.is_authenticated:
        return ANONYMOUS
    return queries.actor_of(user, as_of=timezone.localdate())


def _actor_of_token(request: HttpRequest) -> Actor:
    """Return the token's person, narrowed to its scopes. A session counts for nothing here: no form can be forged."""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    at = timezone.now()
    token = tokens.recognise(shown.strip(), at=at) if scheme.lower() == "bearer" else None
    if token is None:
        return ANONYMOUS
    person = queries.actor_of(token.user, as_of=timezone.localdate(at))
    scopes = frozenset(Permission(name) for name in token.permissions if name in set(Permission))
    return replace(person, token_pk=token.pk, narrowed_to=scopes)
