"""Grants count from their first day to their last."""

from collections.abc import Callable
from datetime import date

import pytest

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units import queries
from jianfu.web.units.models import Grant


@pytest.mark.parametrize(
    ("as_of", "holds"),
    [(date(2026, 1, 9), False), (date(2026, 1, 10), True), (date(2026, 2, 1), True), (date(2026, 2, 2), False)],
)
def test_a_role_is_held_from_its_first_day_to_its_last(person: Callable[..., User], as_of: date, holds: bool) -> None:
    user = person(Role.CLERK, "XW")
    Grant.objects.filter(user=user).update(since=date(2026, 1, 10), until=date(2026, 2, 1))
    assert bool(queries.actor_of(user, as_of=as_of).held) is holds
