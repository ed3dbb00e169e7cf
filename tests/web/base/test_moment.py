"""Who, when, and under which request."""

from django.test import RequestFactory

from jianfu.web.base.actor import ANONYMOUS, SYSTEM
from jianfu.web.base.moment import moment_of


def test_a_moment_holds_the_actor_the_time_and_the_request() -> None:
    request = RequestFactory().get("/")
    assert moment_of(request).by == ANONYMOUS
    request.actor, request.id = SYSTEM, "r1"  # type: ignore[attr-defined]
    by, at, request_id = moment_of(request)
    assert (by, request_id, at.tzinfo is not None) == (SYSTEM, "r1", True)
