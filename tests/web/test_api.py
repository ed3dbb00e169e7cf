"""The API keeps what its own description says, whatever it is asked."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi import checks

from jianfu.web.base.actions import token as tokens
from jianfu.web.base.models import User
from jianfu.web.base.permissions import PERMISSIONS, Role
from jianfu.web.registry.models import Asset
from jianfu.web.units import queries
from jianfu.web.wsgi import application

# What is asked beyond these is judged by tests of its own: a filter that names an unknown unit is refused, by design.
NOT_ASKED = [checks.positive_data_acceptance, checks.missing_required_header]


@pytest.fixture
def described(person: Callable[..., User], asset: Callable[..., Asset]) -> Iterator[Any]:
    """Return the API's description, over a small register."""
    asset(asset_id="A1")
    # Each request would close the connection that the test's own transaction lives in.
    for told in (request_started, request_finished):
        told.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for told in (request_started, request_finished):
        told.connect(close_old_connections)


@pytest.fixture
def shown(person: Callable[..., User]) -> dict[str, str]:
    """Return the headers of a program that may do all that a coordinator may."""
    now = timezone.now()
    by = queries.actor_of(person(Role.COORDINATOR, "P"), as_of=now.date())
    scopes = PERMISSIONS[Role.COORDINATOR]
    _token, text = tokens.make(name="t", permissions=scopes, expires_at=now + timedelta(days=1), by=by, at=now)
    return {"Authorization": f"Bearer {text}"}


def test_no_question_breaks_the_api_or_its_description(described: Any, shown: dict[str, str]) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 7
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        def ask(case: Any) -> None:
            case.call_and_validate(headers=shown, excluded_checks=NOT_ASKED)

        ask()
