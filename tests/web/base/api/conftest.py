"""A program with a token."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jianfu.web.base.actions import token as tokens
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.units import queries


@pytest.fixture
def program(person: Callable[..., User]) -> Callable[..., Client]:
    """Return a maker of clients that show a token: ``program(Role.COORDINATOR, "X", {Permission.UNITS_VIEW})``."""

    def make(role: Role, unit: str, scopes: set[Permission]) -> Client:
        now = timezone.now()
        by = queries.actor_of(person(role, unit), as_of=now.date())
        _token, text = tokens.make(name="t", permissions=scopes, expires_at=now + timedelta(days=1), by=by, at=now)
        return Client(headers={"authorization": f"Bearer {text}"})

    return make
