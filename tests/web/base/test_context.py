from collections.abc import Callable

from django.test import RequestFactory

from jianfu import __version__
from jianfu.web.base.actor import Actor
from jianfu.web.base.context import frame
from jianfu.web.base.permissions import Role


def test_a_request_that_failed_before_anybody_was_known_still_gets_a_frame(rf: RequestFactory) -> None:
    said = frame(rf.get("/"))
    assert (said["navigation"], said["role_names"], said["version"]) == ((), [], __version__)


def test_the_frame_names_the_roles_of_whoever_is_signed_in(rf: RequestFactory, actor: Callable[..., Actor]) -> None:
    request = rf.get("/")
    request.actor = actor(Role.CLERK, "XW")  # type: ignore[attr-defined]
    assert frame(request)["role_names"] == ["填报员"]
