"""Every answer has an id and a content policy; a view without a guard lets nobody in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from jianfu.web.base.middleware import POLICY, guarded


def test_every_answer_has_an_id_and_forbids_inline_code(db: None) -> None:
    answer = Client().get("/")
    assert len(answer["X-Request-ID"]) == 32
    assert answer["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY


def test_a_view_that_declares_nothing_lets_nobody_in() -> None:
    def undeclared(request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")

    request = RequestFactory().get("/")
    request.resolver_match = None
    with pytest.raises(PermissionDenied):
        guarded(undeclared).process_view(request, undeclared, (), {})
