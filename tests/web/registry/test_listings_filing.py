"""The lists of filings, exemptions and the household register: found in a second, and only what one may see."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Exemption, Filing


@pytest.fixture
def app(asset: Callable[..., Asset]) -> Asset:
    return asset("清河水务通", category="app", audience="public", filing_no="苏1", purpose="不公开的用途")


def rows(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer).decode()  # type: ignore[arg-type]


def test_filings_past_their_day_are_picked_by_one_filter(app: Asset, signed_in: Callable[..., Client]) -> None:
    for due in (date(2026, 3, 2), date(2100, 1, 1)):
        Filing.objects.create(
            asset=app, kind="first", state="completeness_review", state_since=date(2026, 2, 10), due_on=due,
            opened_at=AT, changed_at=AT,
        )  # fmt: skip
    client = signed_in(Role.CLERK, "XW")
    overdue = rows(client, "/registry/filings.csv?timing=overdue")
    assert "2026-03-02" in overdue
    assert "2100-01-01" not in overdue
    assert "清河水务通" not in rows(signed_in(Role.CLERK, "XH"), "/registry/filings.csv")


@pytest.mark.parametrize("path", ["/registry/filings/", "/registry/exemptions/"])
def test_the_lists_have_pages_and_an_empty_one_says_what_to_do(
    path: str, app: Asset, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.CLERK, "XW")
    assert "条目页面" in client.get(path).content.decode()
    Filing.objects.create(
        asset=app, kind="first", state="application", state_since=date(2026, 2, 10), opened_at=AT, changed_at=AT
    )
    Exemption.objects.create(
        asset=app, rules="A-04", reason_code="emergency", basis="应急", valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 1), requested_for=app.sponsor, requested_at=AT, changed_at=AT,
    )  # fmt: skip
    assert "清河水务通" in client.get(path).content.decode()


def test_the_household_register_is_open_to_everybody_with_public_facts_alone(
    app: Asset, asset: Callable[..., Asset]
) -> None:
    asset("内部办公", category="app", audience="internal")
    public = Client()
    page = public.get("/registry/household/").content.decode()
    csv, told = rows(public, "/registry/household.csv"), rows(public, "/registry/household.json")
    for text in (page, csv, json.dumps(json.loads(told), ensure_ascii=False)):
        assert "清河水务通" in text
        assert "苏1" in text
        assert "不公开的用途" not in text
        assert "内部办公" not in text
