"""One log line a request, and a limit on how many an address may make."""

import hashlib
import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jianfu.web.base.api.errors import problem

LOG = logging.getLogger("jianfu.requests")
WINDOW_SECONDS = 60
QUIET = {"health", "ready"}
Next = Callable[[HttpRequest], HttpResponse]


def logged(get_response: Next) -> Next:
    """Write one line for each request: its route's name, never its address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = match.view_name if match else ""
        told = {
            "request_id": getattr(request, "id", ""),
            "route": route,
            "method": request.method,
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        }
        if route.rpartition(":")[2] not in QUIET:
            LOG.info("request", extra=told)
        return response

    return middleware


def limited(get_response: Next) -> Next:
    """Answer 429 to who writes more often a minute than a person can, or reads more without having signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        writes = request.method not in {"GET", "HEAD", "OPTIONS"}
        signed_in = request.user.is_authenticated
        if not writes and signed_in:
            return get_response(request)
        who = f"u{request.user.pk}" if signed_in else _address(request)
        limit = settings.WRITES_A_MINUTE if writes else settings.PUBLIC_READS_A_MINUTE
        if _count(f"{who}:{'w' if writes else 'r'}") <= limit:
            return get_response(request)
        response = _refused(request)
        response["Retry-After"] = str(WINDOW_SECONDS)
        return response

    return middleware


def _refused(request: HttpRequest) -> HttpResponse:
    """Return the refusal as whoever asks reads it: a page, or to a program with a token the API's kind of error."""
    if request.headers.get("Authorization", "").startswith("Bearer "):
        return problem(429)
    return render(request, "base/too_many.html", status=429)


def _address(request: HttpRequest) -> str:
    """Return who asks: behind a trusted proxy the last address it added, which nobody else can write."""
    behind_proxy: Any = settings.SECURE_PROXY_SSL_HEADER  # the stubs take its default for its only value
    if behind_proxy:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _count(who: str) -> int:
    """Count one more in this minute. The address itself is not kept."""
    minute = int(time.time() // WINDOW_SECONDS)
    key = f"limit:{minute}:{hashlib.sha256(who.encode()).hexdigest()[:24]}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
