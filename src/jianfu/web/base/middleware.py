"""What happens to every request: it gets an id, its answer a content policy, and its view must have a guard."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from jianfu.web.base.actor import ANONYMOUS
from jianfu.web.base.foreign import guard_of_foreign
from jianfu.web.base.guard import guard_of

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


def request_id(get_response: Next) -> Next:
    """Give each request an id, told in the answer and written in log lines and audit entries."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return middleware


def content_security(get_response: Next) -> Next:
    """Forbid inline script and style, frames and foreign hosts on every answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


class guarded:  # named like its siblings; a class because Django calls process_view
    """Let nobody into a view that declared no guard, nor past a guard that does not admit them."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse, send to the sign-in page, or let pass."""
        said = guard_of(view) or guard_of_foreign(request.resolver_match)
        actor = getattr(request, "actor", ANONYMOUS)
        if said is not None and said.admits(actor):
            return None
        if said is not None and said.closed:
            raise Http404
        if said is not None and not actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
