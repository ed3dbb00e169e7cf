"""A write asked for twice with one key is done once, and answered twice alike."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from jianfu.web.base.api.errors import problem
from jianfu.web.base.models import KeptAnswer
from jianfu.web.base.moment import moment_of

LONGEST = 128
KEPT = ("ETag", "Location")


def once(operation: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return an operation that heeds the header ``Idempotency-Key``. The operation returns an HttpResponse.

    The same key with the same request gives the kept answer; with another request, 422. Refusals are not kept.
    """

    @wraps(operation)
    def heeding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key, moment = request.headers.get("Idempotency-Key", ""), moment_of(request)
        if not key or moment.by.token_pk is None:
            return operation(request, *args, **kwargs)
        if len(key) > LONGEST:
            return problem(400, zh="Idempotency-Key 过长。", en="The Idempotency-Key is too long.")
        asked = _digest(request)
        if kept := KeptAnswer.objects.filter(token_id=moment.by.token_pk, key=key).first():
            return _again(kept, asked)
        try:
            with transaction.atomic():
                answer = operation(request, *args, **kwargs)
                if answer.status_code < 300:
                    _keep(answer, token_pk=moment.by.token_pk, key=key, asked=asked, at=moment.at)
        except IntegrityError:
            # The same key came twice at once: the other was first, and this one's work is undone.
            if (kept := KeptAnswer.objects.filter(token_id=moment.by.token_pk, key=key).first()) is None:
                raise
            return _again(kept, asked)
        return answer

    return heeding


def _digest(request: HttpRequest) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(said).hexdigest()


def _keep(answer: HttpResponse, *, token_pk: int, key: str, asked: str, at: Any) -> None:
    headers = {name: answer[name] for name in KEPT if name in answer}
    KeptAnswer.objects.create(
        token_id=token_pk, key=key, asked=asked, status=answer.status_code, body=answer.content.decode(),
        headers=headers, at=at,
    )  # fmt: skip


def _again(kept: KeptAnswer, asked: str) -> HttpResponse:
    if kept.asked != asked:
        return problem(
            422, code="key_reused",
            zh="同一个 Idempotency-Key 用在了不同的请求上。请换一个。",
            en="This Idempotency-Key was used for another request. Choose another.",
        )  # fmt: skip
    answer = HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8")
    for name, value in kept.headers.items():
        answer[name] = value
    answer["Idempotency-Replayed"] = "true"
    return answer
