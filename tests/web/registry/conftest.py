"""What the tests of entries share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.registry.actions.hanging import Doing

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def doing(actor: Callable[..., Actor]) -> Callable[..., Doing]:
    """Return a maker of doings: ``doing(Role.CLERK, "XW", reason="更正")``; the county's coordinator by default."""

    def make(
        role: Role = Role.COORDINATOR, unit: str = "X", reason: str = "核实后更正",
        permission: Permission = Permission.REGISTRY_CHANGE, by: Actor | None = None,
    ) -> Doing:  # fmt: skip
        return Doing(by or actor(role, unit), NOW, reason, "r1", permission)

    return make


@pytest.fixture
def moment(actor: Callable[..., Actor]) -> dict[str, Any]:
    """Return the county's coordinator at work now, as actions take it."""
    return {"by": actor(Role.COORDINATOR, "X"), "at": NOW, "reason": "核实后更正", "request_id": "r1"}
