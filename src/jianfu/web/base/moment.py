"""The one place where a view reads the clock and the request, to hand them on as arguments."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from jianfu.web.base.actor import ANONYMOUS, Actor


class Moment(NamedTuple):
    """Who acts, when, and under which request: what every action takes as ``by``, ``at`` and ``request_id``."""

    by: Actor
    at: datetime
    request_id: str


def moment_of(request: HttpRequest) -> Moment:
    """Return the actor, the time now and the request's id."""
    return Moment(getattr(request, "actor", ANONYMOUS), timezone.now(), getattr(request, "id", ""))
