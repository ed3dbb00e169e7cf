"""Programs come with a token; each operation says what the token must permit."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from jianfu.web.base.actor import ANONYMOUS, Actor
from jianfu.web.base.permissions import Permission


class UnableToEnter(Exception):
    """A known token that does not permit what was asked; answered as 403."""


class permits(HttpBearer):  # reads as a word: auth=permits(Permission.REGISTRY_VIEW)
    """Admits tokens whose scopes, and whose person's roles, include the permission."""

    openapi_name = "token"

    def __init__(self, permission: Permission) -> None:
        super().__init__()
        self.permission = permission

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the actor that the middleware found for the token, None where it is unknown.

        Raises UnableToEnter where the token is known and does not permit this.
        """
        actor: Actor = getattr(request, "actor", ANONYMOUS)
        if actor.token_pk is None:
            return None
        if not actor.may(self.permission):
            raise UnableToEnter(self.permission.value)
        return actor


def permission_of(operation: Any) -> Permission | None:
    """Return what an operation asks for; None where it asks for nothing."""
    callbacks = operation.auth_callbacks or ()
    return next((callback.permission for callback in callbacks if isinstance(callback, permits)), None)
