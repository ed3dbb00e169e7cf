"""The list of people."""

from collections.abc import Callable

from django.test import Client

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role


def test_the_list_shows_people_in_reach_with_their_role_and_unit(
    signed_in: Callable[..., Client], person: Callable[..., User]
) -> None:
    person(Role.CLERK, "XW", name="近处的人")
    person(Role.CLERK, "DH", name="远处的人")
    page = signed_in(Role.COORDINATOR, "X").get("/units/people/").content.decode()
    assert "近处的人" in page
    assert "清河县水务局" in page
    assert "远处的人" not in page


def test_the_list_gives_no_file_of_passwords(signed_in: Callable[..., Client], person: Callable[..., User]) -> None:
    person(Role.CLERK, "XW", name="近处的人")
    answer = signed_in(Role.COORDINATOR, "X").get("/units/people.json")
    text = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert b"argon2" not in text
    assert b'"password"' not in text
