"""What a person may know of the own sessions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jianfu.web.base.models import OpenSession


@dataclass(frozen=True, slots=True)
class Own:
    """One of the reader's own sessions. ``mark`` names it on a page: the key itself would let one in."""

    mark: str
    began_at: datetime | None
    seen_at: datetime | None
    browser: str
    is_this: bool


def open_of(user_pk: int | None, *, at: datetime) -> QuerySet[OpenSession]:
    """Return a person's sessions that have not run out, the last used first."""
    return OpenSession.objects.filter(user=user_pk, user__isnull=False, expire_date__gt=at).order_by("-seen_at", "pk")


def own(user_pk: int | None, *, this: str | None, at: datetime) -> list[Own]:
    """Return the sessions of a person; ``this`` is the key of the one that asks."""
    return [
        Own(mark_of(row.session_key), row.began_at, row.seen_at, row.browser, row.session_key == this)
        for row in open_of(user_pk, at=at)
    ]


def mark_of(key: str) -> str:
    """Return what names a session where others could read it."""
    return hashlib.sha256(f"session {key}".encode()).hexdigest()[:20]
