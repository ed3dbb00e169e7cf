"""Pages of people."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role

SAID = {"name": "张三", "username": "zhang.san", "unit": "XW", "role": "clerk", "reach": "subtree"}


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.COORDINATOR, "X")


def test_an_invitation_shows_the_initial_password_once_and_is_not_kept_by_browsers(client: Client) -> None:
    assert client.get(reverse("units:invite")).status_code == 200
    answer = client.post(reverse("units:invite"), SAID)
    password = re.search(r"<code>((?:\w{4}-){3}\w{4})</code>", answer.content.decode())
    user = User.objects.get(username="zhang.san")
    assert password is not None
    assert user.check_password(password[1])
    assert "no-store" in answer["Cache-Control"]
    assert password[1] not in client.get(reverse("units:person", args=[user.pk])).content.decode()


def test_an_invitation_that_is_not_ours_to_give_says_why(client: Client) -> None:
    client.post(reverse("units:invite"), SAID)
    answer = client.post(reverse("units:invite"), SAID)
    assert "已有人使用" in answer.content.decode()


def test_the_page_of_a_person_shows_roles_and_history_in_plain_words(
    client: Client, person: Callable[..., User]
) -> None:
    user = person(Role.CLERK, "XW")
    client.post(reverse("units:grant", args=[user.pk]), {"unit": "XH", "role": "reviewer", "reach": "unit"})
    page = client.get(reverse("units:person", args=[user.pk])).content.decode()
    assert "审核员" in page
    assert "清河县卫生健康局" in page
    assert "授予角色 ·" in page
    assert "people." not in page


def test_a_role_that_reaches_too_far_is_refused_on_the_form(client: Client, person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    answer = client.post(
        reverse("units:grant", args=[user.pk]), {"unit": "X", "role": "coordinator", "reach": "subtree"}
    )
    assert "不能在“清河县”" in answer.content.decode()
    assert user.grants.count() == 1


def test_a_person_out_of_reach_is_not_found(client: Client, person: Callable[..., User]) -> None:
    far = person(Role.CLERK, "DH")
    assert client.get(reverse("units:person", args=[far.pk])).status_code == 404
    for name in ("close_account", "open_account", "reset_factor", "reset_password", "grant"):
        assert client.post(reverse(f"units:{name}", args=[far.pk]), {"reason": "试"}).status_code == 404
    grant = reverse("units:end_grant", args=[far.pk, far.grants.get().pk])
    assert client.post(grant, {"reason": "试"}).status_code == 404


def test_a_role_is_ended_with_a_reason(client: Client, person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    address = reverse("units:end_grant", args=[user.pk, user.grants.get().pk])
    client.post(address)
    assert user.grants.get().until is None
    client.post(address, {"reason": "调离"})
    assert user.grants.get().until is not None
    assert AuditEntry.objects.get().reason == "调离"


def test_a_closed_account_is_out_at_once(client: Client, person: Callable[..., User]) -> None:
    user, browser = person(Role.CLERK, "XW"), Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(reverse("units:account")).status_code == 200
    client.post(reverse("units:close_account", args=[user.pk]), {"reason": "离岗"})
    assert browser.get(reverse("units:account")).status_code == 302
    client.post(reverse("units:open_account", args=[user.pk]), {"reason": "回岗"})
    assert User.objects.get(pk=user.pk).is_active


def test_a_password_reset_is_shown_once_and_signs_the_person_out(client: Client, person: Callable[..., User]) -> None:
    user, browser = person(Role.CLERK, "XW"), Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("units:reset_password", args=[user.pk]), {"reason": "本人电话申请"})
    assert re.search(r"<code>((?:\w{4}-){3}\w{4})</code>", answer.content.decode())
    assert browser.get(reverse("units:account")).status_code == 302


def test_the_account_of_somebody_higher_is_refused_with_a_sentence(client: Client, person: Callable[..., User]) -> None:
    peer = person(Role.COORDINATOR, "X")
    answer = client.post(reverse("units:reset_factor", args=[peer.pk]), {"reason": "试"})
    assert answer.status_code == 403
    assert "系统管理员" in answer.content.decode()
    assert "重置密码" not in client.get(reverse("units:person", args=[peer.pk])).content.decode()


def test_a_reset_second_factor_is_said(client: Client, person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    answer = client.post(reverse("units:reset_factor", args=[user.pk]), {"reason": "手机丢失"}, follow=True)
    assert "两步验证已重置" in answer.content.decode()


def test_everybody_has_a_page_of_the_own_account(signed_in: Callable[..., Client]) -> None:
    page = signed_in(None).get(reverse("units:account")).content.decode()
    assert "没有角色" in page
    assert "不要求定期登录" in page
