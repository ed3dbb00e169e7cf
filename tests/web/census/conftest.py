"""An open campaign over the made-up province, and the people who answer in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions import campaign as actions
from jianfu.web.census.actions import signing
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


@pytest.fixture
def lead(actor: Callable[..., Actor]) -> Actor:
    """Return the provincial lead."""
    return actor(Role.PROVINCIAL_LEAD, "P")


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    """Return the clerk of the county's water bureau."""
    return actor(Role.CLERK, "XW")


@pytest.fixture
def chief(actor: Callable[..., Actor]) -> Actor:
    """Return the responsible person of the county's water bureau."""
    return actor(Role.RESPONSIBLE, "XW")


@pytest.fixture
def draft(units: dict[str, Unit], lead: Actor) -> Campaign:
    """Return a campaign over the province that is still a draft."""
    campaign = Campaign(
        name="第三季度排查", scope=units["P"], categories=["new_media", "work_group"], opens_on=date(2026, 9, 1),
        due_on=date(2026, 9, 20),
    )  # fmt: skip
    return actions.draw_up(campaign=campaign, by=lead, at=AT)


@pytest.fixture
def campaign(draft: Campaign, lead: Actor) -> Campaign:
    """Return the campaign, opened."""
    actions.open_campaign(campaign=draft, by=lead, at=AT)
    return draft


@pytest.fixture
def table(campaign: Campaign, asset: Callable[..., Asset]) -> Declaration:
    """Return the water bureau's table, with two entries the register knows."""
    asset("清河水务", asset_id="A1", members=None, declared_on=date(2026, 1, 5), opened_on=date(2020, 1, 1))
    asset("清河水务值班群", asset_id="A2", category="work_group", platform="微信", members=30)
    return Declaration.objects.get(campaign=campaign, unit__unit_id="XW")


@pytest.fixture
def handed_in(table: Declaration, clerk: Actor) -> Declaration:
    """Return the table with a correction, a new entry and the rest confirmed, handed in."""
    rows: list[dict[str, Any]] = [
        {"kind": "changed", "asset_id": "A1", "name": "清河水利"},
        {"kind": "new", "name": "清河节水", "category": "new_media", "platform": "微博", "platform_id": "jieshui"},
    ]
    propose_rows(declaration=table, rows=rows, by=clerk, at=AT)
    table.refresh_from_db()
    return signing.hand_in(declaration=table, version=table.version, confirm_rest=True, by=clerk, at=AT)


@pytest.fixture
def signed(handed_in: Declaration, chief: Actor) -> Declaration:
    """Return the table, signed and applied."""
    signing.sign_off(declaration=handed_in, seen_hash=handed_in.content_hash, by=chief, at=AT)
    handed_in.refresh_from_db()
    return handed_in
