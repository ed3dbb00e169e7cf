"""Who may come in."""

from collections.abc import Callable
from functools import wraps

import pytest

from jianfu.web.base.actor import ANONYMOUS, Actor
from jianfu.web.base.guard import CLOSED, PUBLIC, SIGNED_IN, Guard, guard, guard_of, public
from jianfu.web.base.permissions import Permission, Role

ROLELESS = Actor(1, "某")


@pytest.mark.parametrize(
    ("said", "anonymous", "roleless"),
    [(PUBLIC, True, True), (SIGNED_IN, False, True), (CLOSED, False, False)],
)
def test_guards_without_permission(said: Guard, anonymous: bool, roleless: bool) -> None:
    assert (said.admits(ANONYMOUS), said.admits(ROLELESS)) == (anonymous, roleless)


def test_any_of_the_permissions_named_opens(actor: Callable[..., Actor]) -> None:
    said = Guard((Permission.CENSUS_SIGN, Permission.REGISTRY_SIGN))
    assert said.admits(actor(Role.RESPONSIBLE, "XW"))
    assert not said.admits(actor(Role.CLERK, "XW"))
    assert not said.admits(ROLELESS)


def test_a_guard_is_found_through_wrappers() -> None:
    @guard(Permission.CENSUS_SIGN)
    def view() -> None: ...

    @wraps(view)
    def wrapped() -> None: ...

    assert guard_of(wrapped) == Guard((Permission.CENSUS_SIGN,))
    assert guard_of(public(lambda: None)) is PUBLIC
    assert guard_of(lambda: None) is None
