"""How long a session lasts, and what an initial password lets one do."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from jianfu.web.base import browsers
from jianfu.web.base.session_store import BEGAN, BROWSER, SEEN

Next = Callable[[HttpRequest], HttpResponse]

SEEN_EVERY = 60  # seconds; finer would write the session on every click
CHANGING = frozenset({"account_change_password", "account_logout", "base:set-language"})


def limited(get_response: Next) -> Next:
    """End sessions that lasted too long or lay idle too long, whatever the browser's cookie says."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if _is_over(request, now):
                logout(request)
                messages.info(request, _("登录已超时，请重新登录。"))
            elif now - request.session.get(SEEN, 0) >= SEEN_EVERY:
                request.session[SEEN] = now
                request.session.setdefault(BEGAN, now)
                request.session.setdefault(BROWSER, browsers.name_of(request.headers.get("User-Agent", "")))
        return get_response(request)

    return middleware


def _is_over(request: HttpRequest, now: int) -> bool:
    session = request.session
    if now - session.get(BEGAN, now) >= settings.SESSION_COOKIE_AGE:
        return True
    return bool(now - session.get(SEEN, now) >= settings.SESSION_IDLE_SECONDS)


class initial_password_first:  # named like its siblings; a class because Django calls process_view
    """Send whoever still has an initial password to the page where it is changed; only signing out is open besides."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send to the change of password, or let pass."""
        match = request.resolver_match
        if match is not None and match.view_name in CHANGING:
            return None
        if request.user.is_authenticated and request.user.must_change_password:
            return redirect("account_change_password")
        return None
