"""Saved views hold an address and no rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jianfu.web.base.models import SavedView
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Unit

SAVE = "/trial/units/-/views/"


def _names(answer: Any) -> set[str]:
    return {row.cells[0].text for row in answer.context["rows"]}


@pytest.fixture
def shared(signed_in: Callable[..., Client]) -> SavedView:
    """Return a view of the health bureaus that the province's lead has shared."""
    signed_in(Role.PROVINCIAL_LEAD, "P").post(SAVE, {"name": "卫健", "query": "line=卫健&sort=-name", "shared": "1"})
    return SavedView.objects.get()


def test_a_view_opens_with_the_filters_it_was_saved_with(shared: SavedView, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(Role.PROVINCIAL_LEAD, "P").get(f"/trial/units/?view={shared.pk}", follow=True)
    assert len(_names(answer)) == 4
    assert answer.context["asked"].sort.name == "name"


def test_a_shared_view_shows_each_opener_the_rows_of_their_own_scope(
    shared: SavedView, signed_in: Callable[..., Client]
) -> None:
    county = signed_in(Role.CLERK, "X").get(f"/trial/units/?view={shared.pk}", follow=True)
    city = signed_in(Role.CLERK, "D").get(f"/trial/units/?view={shared.pk}", follow=True)
    assert (_names(county), _names(city)) == ({"清河县卫生健康局"}, {"云泽市卫生健康委员会"})


def test_a_shared_view_opens_for_nobody_whom_the_list_does_not_admit(
    shared: SavedView, signed_in: Callable[..., Client]
) -> None:
    assert signed_in(Role.EVALUATOR, "P").get(f"/trial/units/?view={shared.pk}").status_code == 403


def test_a_private_view_is_found_by_its_owner_alone(signed_in: Callable[..., Client]) -> None:
    owner = signed_in(Role.CLERK, "X")
    owner.post(SAVE, {"name": "我的", "query": "level=county"})
    view = SavedView.objects.get()
    assert owner.get(f"/trial/units/?view={view.pk}").status_code == 302
    other = signed_in(Role.CLERK, "X")
    assert other.get(f"/trial/units/?view={view.pk}").status_code == 404
    assert "我的" not in other.get("/trial/units/").content.decode().split('id="list-views"')[1].split("</details>")[0]
    assert other.post(f"{SAVE}{view.pk}/", {"do": "delete"}).status_code == 404


def test_sharing_needs_its_permission_when_saved_and_when_changed(signed_in: Callable[..., Client]) -> None:
    clerk = signed_in(Role.CLERK, "X")
    assert clerk.post(SAVE, {"name": "我的", "query": "", "shared": "1"}).status_code == 403
    clerk.post(SAVE, {"name": "我的", "query": ""})
    assert clerk.post(f"{SAVE}{SavedView.objects.get().pk}/", {"do": "share", "shared": "1"}).status_code == 403
    assert not SavedView.objects.get().shared


def test_the_same_name_again_replaces_the_view(signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.CLERK, "X")
    for level in ("county", "town"):
        client.post(SAVE, {"name": "我的", "query": f"level={level}&after=x&view=3"})
    assert SavedView.objects.get().query == "level=town"


def test_the_owner_unshares_and_deletes(shared: SavedView) -> None:
    client = Client()
    client.force_login(shared.owner, backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"{SAVE}{shared.pk}/", {"do": "share", "shared": "0"})
    assert not SavedView.objects.get().shared
    client.post(f"{SAVE}{shared.pk}/", {"do": "delete"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("view", ["x", "0", "99999999999999999999", ""])
def test_a_view_nobody_has_is_not_found(view: str, signed_in: Callable[..., Client], units: dict[str, Unit]) -> None:
    answer = signed_in(Role.CLERK, "X").get(f"/trial/units/?view={view}")
    assert answer.status_code == 404
