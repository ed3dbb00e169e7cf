"""An action that could not be done is told on the page; what is not permitted answers 403."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import RequestFactory

from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.census.views.answering import attempt


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def test_the_sentence_is_told(request_: HttpRequest) -> None:
    def act() -> None:
        raise UnableToSave(zh="改过了", en="changed")

    assert not attempt(request_, act, "好")
    assert attempt(request_, lambda: None, "好")
    assert [str(each) for each in get_messages(request_)] == ["改过了", "好"]


def test_what_is_not_permitted_is_refused(request_: HttpRequest) -> None:
    def act() -> None:
        raise UnableToPermit(zh="无权", en="no")

    with pytest.raises(PermissionDenied, match="无权"):
        attempt(request_, act, "好")
