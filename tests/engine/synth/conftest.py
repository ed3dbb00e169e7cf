"""One small made-up province, with everything that is known about it."""

from dataclasses import dataclass

import pytest

from jianfu.engine.synth import account, app, audience, catalogue, exemption, group, notice, units
from jianfu.engine.synth.account import Accounts
from jianfu.engine.synth.app import Apps
from jianfu.engine.synth.audience import Audience
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.exemption import Exemptions
from jianfu.engine.synth.group import Groups
from jianfu.engine.synth.notice import Notices
from jianfu.engine.synth.request import Request
from jianfu.engine.synth.units import Units


@dataclass(frozen=True)
class Province:
    """A province of 400 units."""

    today: int
    units: Units
    accounts: Accounts
    apps: Apps
    groups: Groups
    audience: Audience
    notices: Notices
    account_exemptions: Exemptions
    app_exemptions: Exemptions
    group_exemptions: Exemptions


def draw(stage: str, seed: int = 1) -> Draw:
    return Draw(seed=seed, province="32", stage=stage)


@pytest.fixture(scope="session")
def province() -> Province:
    request = Request(units=400)
    today, size = request.today, request.shares[0]
    made = units.units(share=size, draw=draw("units"))
    accounts = account.accounts(units=made, count=size.accounts, today=today, draw=draw("a"), province="32")
    apps = app.apps(units=made, count=300, today=today, draw=draw("b"), province="32", using=catalogue.Catalogue())
    groups = group.groups(units=made, count=size.groups, today=today, draw=draw("c"), province="32")
    return Province(
        today,
        made,
        accounts,
        apps,
        groups,
        audience.audience(groups, made, draw("d")),
        notice.notices(groups, per_group=1.0, today=today, draw=draw("e")),
        exemption.of_accounts(accounts, draw("f")),
        exemption.of_apps(apps, draw("g")),
        exemption.of_groups(groups, draw("h")),
    )
