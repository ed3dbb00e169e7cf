"""Errors as the API tells them: a code, a sentence in both languages, and the fields concerned."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jianfu.web.base.api.authentication import UnableToEnter
from jianfu.web.base.unable import Unable, UnableToPermit


class Problem(Schema):
    """What went wrong."""

    code: str
    zh: str
    en: str
    details: list[dict[str, Any]] = []


PROBLEMS: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 404, 405, 409, 412, 415, 422, 428, 429), Problem)
"""The answers any operation may give beside its own; put into ``response`` of each."""

SENTENCES = {
    400: ("请求的格式有误。", "The request is malformed."),
    401: ("没有令牌，或令牌已失效。", "There is no token, or it is no longer valid."),
    403: ("令牌的范围或您的角色不允许这样做。", "The token's scopes or your roles do not permit this."),
    429: ("请求过于频繁，请在一分钟后再试。", "Too many requests. Try again in a minute."),
    404: ("没有找到，或不在您的范围内。", "Not found, or outside your scope."),
}


def problem(status: int, *, zh: str = "", en: str = "", code: str = "", details: Any = ()) -> HttpResponse:
    """Return an answer that says what went wrong."""
    said_zh, said_en = SENTENCES.get(status, ("请求未能完成。", "The request could not be carried out."))
    body = Problem(code=code or f"http_{status}", zh=zh or said_zh, en=en or said_en, details=list(details))
    return HttpResponse(body.model_dump_json(), status=status, content_type="application/json; charset=utf-8")


def answer_errors(api: NinjaAPI) -> None:
    """Let every error of an operation be told as a Problem."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        AuthenticationError: lambda request, error: problem(401),
        UnableToEnter: lambda request, error: problem(403, details=[{"needed": str(error)}]),
        PermissionDenied: lambda request, error: problem(403),
        Http404: lambda request, error: problem(404),
        HttpError: lambda request, error: problem(error.status_code, en=str(error)),
        ValidationError: _invalid,
        Unable: _unable,
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    details = [{"where": [str(part) for part in one["loc"]], "what": one["msg"]} for one in error.errors]
    zh, en = "有参数不符合要求，见 details。", "Some parameters are not as expected; see details."
    return problem(422, zh=zh, en=en, code="invalid", details=details)


def _unable(request: HttpRequest, error: Unable) -> HttpResponse:
    status = 403 if isinstance(error, UnableToPermit) else 409
    return problem(status, zh=error.zh, en=error.en, code=type(error).__name__)
