"""How a view answers an action that could not be done: the sentence on the page, or 403."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from jianfu.web.base.unable import Unable, UnableToPermit


def attempt(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    """Do it and say so; where it could not be done say why, and return False. What is not permitted answers 403."""
    try:
        act()
    except UnableToPermit as error:
        raise PermissionDenied(error.sentence) from error
    except Unable as error:
        messages.error(request, error.sentence)
        return False
    if said:
        messages.success(request, said)
    return True
