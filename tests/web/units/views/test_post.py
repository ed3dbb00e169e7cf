"""Posts on their unit's page, and a person leaving."""

from collections.abc import Callable

import pytest
from django.test import Client

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Post


@pytest.fixture
def clerk(person: Callable[..., User]) -> User:
    return person(Role.CLERK, "XW", name="王填报")


@pytest.fixture
def coordinator(signed_in: Callable[..., Client], clerk: User) -> Client:
    return signed_in(Role.COORDINATOR, "X")


def test_a_post_is_founded_held_and_ended(coordinator: Client, clerk: User) -> None:
    coordinator.post("/units/unit/XW/posts/", {"name": "运营岗", "holder": clerk.pk})
    post = Post.objects.get()
    assert "王填报" in coordinator.get("/units/unit/XW/").content.decode()
    assert coordinator.post(f"/units/posts/{post.pk}/end/").status_code == 302
    post.refresh_from_db()
    assert post.ended_on is not None


def test_only_people_of_the_unit_hold_its_posts(coordinator: Client, person: Callable[..., User]) -> None:
    stranger = person(Role.CLERK, "DH")
    coordinator.post("/units/unit/XW/posts/", {"name": "运营岗", "holder": stranger.pk})
    assert not Post.objects.exists()


def test_a_vacant_post_is_filled_from_its_form(coordinator: Client, clerk: User) -> None:
    coordinator.post("/units/unit/XW/posts/", {"name": "运营岗"})
    post = Post.objects.get()
    assert "空缺" in coordinator.get("/units/unit/XW/").content.decode()
    assert coordinator.get(f"/units/posts/{post.pk}/holder/").status_code == 200
    coordinator.post(f"/units/posts/{post.pk}/holder/", {"holder": clerk.pk})
    assert post.holdings.get().user == clerk


def test_a_leaving_person_names_who_takes_over(coordinator: Client, clerk: User, person: Callable[..., User]) -> None:
    heir = person(Role.REVIEWER, "XW")
    coordinator.post("/units/unit/XW/posts/", {"name": "运营岗", "holder": clerk.pk})
    at, said = f"/units/people/{clerk.pk}/hand-over/", {"on": "2026-12-01", "reason": "调离"}
    assert "运营岗" in coordinator.get(at).content.decode()
    assert coordinator.post(at, said).status_code == 200
    assert coordinator.post(at, {**said, "to": heir.pk}).status_code == 302
    clerk.refresh_from_db()
    assert not clerk.is_active


def test_people_of_other_places_are_not_there(coordinator: Client, person: Callable[..., User]) -> None:
    assert coordinator.get(f"/units/people/{person(Role.CLERK, 'DH').pk}/hand-over/").status_code == 404
