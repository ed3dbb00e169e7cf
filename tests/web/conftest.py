"""A small made-up tree, people in roles, and entries, for the web tests."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.web.emptying import audit_may_be_emptied

from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset
from jianfu.web.units import queries
from jianfu.web.units.actions import tree
from jianfu.web.units.models import Grant, Unit

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 9, 1)

# unit_id, name, parent, level, region, line
UNITS = (
    ("P", "苏江省", "", "province", "320000", ""),
    ("PH", "苏江省卫生健康委员会", "P", "province", "320000", "卫健"),
    ("C", "清川市", "P", "city", "320100", ""),
    ("CH", "清川市卫生健康委员会", "C", "city", "320100", "卫健"),
    ("X", "清河县", "C", "county", "320121", ""),
    ("XH", "清河县卫生健康局", "X", "county", "320121", "卫健"),
    ("XW", "清河县水务局", "X", "county", "320121", "水利"),
    ("T", "石门镇", "X", "town", "320121101", ""),
    ("D", "云泽市", "P", "city", "320200", ""),
    ("DH", "云泽市卫生健康委员会", "D", "city", "320200", "卫健"),
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Let tests that commit empty the audit tables afterwards, which triggers forbid everybody else."""
    with audit_may_be_emptied():
        yield


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    """Return a tree of ten units by their id: a province down to a town, with bureaus."""
    made: dict[str, Unit] = {}
    for unit_id, name, parent, level, region, line in UNITS:
        made[unit_id] = Unit.objects.create(
            unit_id=unit_id, name=name, parent=made.get(parent), level=level, region_code=region, line=line
        )
    tree.rebuild_paths()
    return {unit.unit_id: unit for unit in Unit.objects.all()}


@pytest.fixture
def person(units: dict[str, Unit]) -> Callable[..., User]:
    """Return a maker of people: ``person(Role.CLERK, "XW")`` is a user with that role at that unit."""

    def make(role: Role | None = None, unit: str = "P", reach: Reach = Reach.SUBTREE, name: str = "") -> User:
        number = User.objects.count() + 1
        user = User.objects.create(username=f"u{number}", name=name or f"某{number}")
        if role is not None:
            Grant.objects.create(user=user, role=role, unit=units[unit], reach=reach, since=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def actor(person: Callable[..., User]) -> Callable[..., Actor]:
    """Return a maker of actors: ``actor(Role.CLERK, "XW")``."""
    return lambda *args, **kwargs: queries.actor_of(person(*args, **kwargs), as_of=TODAY)


@pytest.fixture
def signed_in(person: Callable[..., User]) -> Callable[..., Client]:
    """Return a maker of signed-in test clients: ``signed_in(Role.COORDINATOR, "X").get("/registry/")``."""

    def make(*args: Any, **kwargs: Any) -> Client:
        client = Client()
        client.force_login(person(*args, **kwargs), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def asset(units: dict[str, Unit]) -> Callable[..., Asset]:
    """Return a maker of entries: ``asset("清河水务", "XW", category="new_media", …)``."""

    def make(name: str = "清河水务", sponsor: str = "XW", **given: Any) -> Asset:
        given = {"category": "new_media", "state": "active", "platform": "微信", **given}
        given.setdefault("asset_id", f"A{Asset.objects.count() + 1}")
        return Asset.objects.create(name=name, sponsor=units[sponsor], created_at=AT, changed_at=AT, **given)

    return make
