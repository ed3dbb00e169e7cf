"""Guards of routes that are not ours."""

from django.urls import ResolverMatch, resolve

from jianfu.web.base.foreign import guard_of_foreign
from jianfu.web.base.guard import CLOSED, PUBLIC, SIGNED_IN


def test_sign_in_is_open_the_second_factor_for_the_signed_in_and_sign_up_for_nobody() -> None:
    assert guard_of_foreign(resolve("/sign-in/login/")) is PUBLIC
    assert guard_of_foreign(resolve("/sign-in/2fa/")) is SIGNED_IN
    assert guard_of_foreign(resolve("/sign-in/signup/")) is CLOSED
    assert guard_of_foreign(resolve("/sign-in/social/signup/")) is CLOSED


def test_a_route_nobody_listed_has_no_guard() -> None:
    match = ResolverMatch(lambda request: None, (), {}, url_name="account_login_of_tomorrow")
    assert guard_of_foreign(match) is None
    assert guard_of_foreign(None) is None
