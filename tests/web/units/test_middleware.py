"""Who is behind a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.middleware import actor


def seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(",".join(sorted(request.actor.roles())))  # type: ignore[attr-defined]


def test_a_session_makes_an_actor_on_pages_and_none_in_the_api(person: Callable[..., User]) -> None:
    answers = []
    for at in ("/units/", "/api/v1/units"):
        request = RequestFactory().get(at)
        request.user = person(Role.CLERK, "XW")
        answers.append(actor(seen)(request).content.decode())
    assert answers == ["clerk", ""]
