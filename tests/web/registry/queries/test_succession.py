"""What hangs on a unit, counted with the way to the rows."""

from collections.abc import Callable

from django.test import Client
from tests.web.conftest import AT, TODAY

from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Filing
from jianfu.web.registry.queries.succession import held
from jianfu.web.units.models import Unit


def test_each_kind_is_counted_and_leads_to_its_rows(
    units: dict[str, Unit], asset: Callable[..., Asset], signed_in: Callable[..., Client]
) -> None:
    asset("清河水务", "XW")
    asset("清河健康", "XH", supervising_unit=units["XW"])
    app = asset("清河水务通", "XW", category="app")
    for state in ("application", "live", "superseded"):
        Filing.objects.create(asset=app, kind="first", state=state, state_since=TODAY, opened_at=AT, changed_at=AT)
    told = held(units["XW"])
    assert [holding.count for holding in told] == [2, 1, 0, 2, 0, 0]
    client = signed_in(Role.COORDINATOR, "X")
    page = client.get(told[0].address).content.decode()
    assert "清河水务" in page
    assert "清河健康" not in page
    filings = client.get(told[3].address).content.decode()
    assert "填备案申请" in filings
    assert filings.count(">清河水务通<") == 2
    assert all(client.get(holding.address).status_code == 200 for holding in told if holding.address)
