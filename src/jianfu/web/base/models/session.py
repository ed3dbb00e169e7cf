"""Sessions: as Django keeps them, with whose each is, so that people can see and end their own."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class OpenSession(AbstractBaseSession):
    """One browser that somebody is signed in with. It goes when it ends; no address and no history is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="open_sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=60, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the engine that reads the data of a row."""
        from jianfu.web.base.session_store import SessionStore  # it imports this model

        return SessionStore
