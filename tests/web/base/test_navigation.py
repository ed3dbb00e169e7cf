from collections.abc import Callable

from jianfu.web.base import navigation
from jianfu.web.base.actor import ANONYMOUS, Actor
from jianfu.web.base.navigation import Entry
from jianfu.web.base.permissions import Permission, Role


def test_the_public_is_shown_no_entry() -> None:
    assert navigation.links_for(ANONYMOUS, "/") == ()


def test_an_entry_is_shown_to_those_whom_its_permission_admits(actor: Callable[..., Actor]) -> None:
    routes = {entry.route for entry in navigation.entries_for(actor(Role.CLERK, "XW"))}
    assert "registry:assets" in routes
    assert "base:audit" not in routes


def test_the_entry_nearest_above_the_page_is_here(actor: Callable[..., Actor]) -> None:
    links = navigation.links_for(actor(Role.COORDINATOR, "X"), "/units/all/")
    assert [link.address for link in links if link.is_here] == ["/units/all/"]


def test_a_page_of_an_app_belongs_to_its_entry(actor: Callable[..., Actor]) -> None:
    links = navigation.links_for(actor(Role.CLERK, "XW"), "/census/declarations/3/")
    assert [link.address for link in links if link.is_here] == ["/census/campaigns/"]


def test_an_entry_whose_route_is_not_mounted_is_left_out(actor: Callable[..., Actor], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(navigation, "ENTRIES", (Entry("x", "no:such", None), Entry("y", "base:style", None)))
    assert [link.label for link in navigation.links_for(actor(Role.CLERK, "XW"), "/")] == ["y"]


def test_ones_own_links_follow_ones_permissions(actor: Callable[..., Actor]) -> None:
    clerk = actor(Role.EVALUATOR, "P")
    assert not clerk.may(Permission.TOKENS_OWN)
    assert "/tokens/" not in [link.address for link in navigation.own_links_for(clerk)]
