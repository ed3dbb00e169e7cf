"""The page of an entry shows its filings and exemptions, and their beginning to those who may begin."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Exemption, Filing
from jianfu.web.registry.views import panel


@pytest.fixture
def app(asset: Callable[..., Asset]) -> Asset:
    return asset("清河水务通", category="app")


def test_a_filing_under_way_is_shown_and_no_second_one_offered(app: Asset, actor: Callable[..., Actor]) -> None:
    clerk = actor(Role.CLERK, "XW")
    assert "办理备案" in panel.filings(app, clerk)
    Filing.objects.create(
        asset=app, kind="first", state="completeness_review", state_since=date(2026, 3, 2),
        due_on=date(2026, 3, 16), opened_at=AT, changed_at=AT,
    )  # fmt: skip
    shown = panel.filings(app, clerk)
    assert "首次备案 · 省级完备性审核" in shown
    assert "已超期" in shown
    assert "办理备案" not in shown
    assert "首次备案" not in panel.filings(app, actor(Role.CLERK, "XH"))


def test_accounts_have_no_filings(asset: Callable[..., Asset], actor: Callable[..., Actor]) -> None:
    assert panel.filings(asset(), actor(Role.CLERK, "XW")) == ""


def test_exemptions_are_shown_with_their_reason_and_end(app: Asset, actor: Callable[..., Actor]) -> None:
    assert "申请豁免" not in panel.exemptions(app, actor(Role.INSPECTOR, "X"))
    Exemption.objects.create(
        asset=app, rules="A-04", reason_code="emergency", basis="应急", valid_from=date(2026, 1, 1), state="approved",
        valid_until=date(2026, 3, 1), requested_for=app.sponsor, requested_at=AT, changed_at=AT,
    )  # fmt: skip
    shown = panel.exemptions(app, actor(Role.CLERK, "XW"))
    assert all(text in shown for text in ("A-04", "应急/安保/值班", "至 2026-03-01", "已到期", "申请豁免"))


def test_the_page_of_an_entry_carries_both(app: Asset, signed_in: Callable[..., Client]) -> None:
    page = signed_in(Role.CLERK, "XW").get(f"/registry/asset/{app.asset_id}").content.decode()
    assert f"/registry/filings/new/{app.asset_id}" in page
    assert f"/registry/exemptions/new/{app.asset_id}" in page
