"""The first page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Grant


def test_the_public_is_shown_where_to_go_and_no_account(db: None) -> None:
    page = Client().get("/").content.decode()
    assert "/registry/check/" in page
    assert "demo-" not in page


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page(signed_in: Callable[..., Client], role: Role) -> None:
    assert signed_in(role, "X").get("/").status_code == 200


def test_demo_accounts_are_offered_and_open_in_demo_mode_alone(person: Callable[..., User], settings: Any) -> None:
    user = person(Role.CLERK, "XW")
    User.objects.filter(pk=user.pk).update(username="demo-clerk")
    assert Grant.objects.filter(user=user).exists()
    client = Client()
    assert client.post("/demo/demo-clerk/").status_code == 404
    settings.DEMO = True
    assert "demo-clerk" in client.get("/").content.decode()
    assert client.post("/demo/demo-clerk/").status_code == 302
    assert client.get("/census/mine/").status_code == 200


def test_no_other_account_is_entered_so_even_in_demo_mode(person: Callable[..., User], settings: Any) -> None:
    settings.DEMO = True
    person(Role.ADMINISTRATOR, "P")
    assert Client().post("/demo/u1/").status_code == 404
