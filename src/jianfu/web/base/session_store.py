"""The session engine: Django's own in the database, with the person written beside each session."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from jianfu.web.base.models import OpenSession

BEGAN, SEEN, BROWSER = "session_began", "session_seen", "session_browser"


class SessionStore(DatabaseStore):
    """Sessions as rows of ``OpenSession``."""

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        """Return the model of a row."""
        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        """Return the row of a session that holds those data."""
        row = super().create_model_instance(data)
        assert isinstance(row, OpenSession)  # noqa: S101  # for the type checker: get_model_class says so
        pk = data.get(SESSION_KEY)
        row.user_id = int(pk) if pk else None
        row.began_at, row.seen_at = (_moment(data.get(name)) for name in (BEGAN, SEEN))
        row.browser = str(data.get(BROWSER, ""))[:60]
        return row


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
