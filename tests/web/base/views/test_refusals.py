from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import resolve

from jianfu.web.base.permissions import Role
from jianfu.web.base.views import refusals


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    made = rf.get("/style/")
    made.id = "abc123"  # type: ignore[attr-defined]
    return made


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_answered_within_the_frame(client: Client) -> None:
    answer = client.get("/there/is/no/such/page/")
    assert answer.status_code == 404
    assert answer["X-Request-ID"] in answer.content.decode()
    assert "没有找到" in answer.content.decode()


def test_who_lacks_a_permission_is_told_which_and_who_has_it(signed_in: Callable[..., Client]) -> None:
    answer = signed_in(Role.EVALUATOR, "P").get("/webhooks/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "webhooks.change" in page
    assert "系统管理员" in page
    assert "第三方评估" in page


def test_an_error_made_for_people_is_said_in_its_own_words(request_: HttpRequest) -> None:
    request_.resolver_match = resolve("/style/")
    page = refusals.forbidden(request_, PermissionDenied("只有单位负责人可以签核。")).content.decode()
    assert "只有单位负责人可以签核。" in page


@pytest.mark.django_db
def test_a_form_without_proof_of_origin_is_refused_and_says_that_nothing_changed() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "数据没有改变" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(lambda r: refusals.bad_request(r, ValueError()), 400), (refusals.too_many, 429), (refusals.server_error, 500)],
)
def test_every_refusal_has_its_status_its_number_and_what_to_do(request_: HttpRequest, view: Any, status: int) -> None:
    answer = view(request_)
    assert answer.status_code == status
    assert "abc123" in answer.content.decode()
    assert "接下来" in answer.content.decode()
