"""Each question picks the rows it says, and missing values are never a hit."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianfu.web.base.lists.listing import Kind
from jianfu.web.base.lists.lookups import LOOKUPS, lookup_of
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset


@pytest.fixture
def client(asset: Callable[..., Asset], signed_in: Callable[..., Client]) -> Client:
    """Return the province's lead; 甲 is full, 乙 another, 空 has nothing."""
    asset("甲", "XW", followers=5, last_activity_on=date.today().replace(year=2020), main_account=True)
    asset("乙", "CH", platform="抖音", state="closed", followers=50, last_activity_on=date.today(), main_account=False)
    asset("空", "DH", platform="", state="")
    return signed_in(Role.PROVINCIAL_LEAD, "P")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name__has=甲", "甲"),
        ("name__hasnt=甲", "乙空"),
        ("name=甲&name=空", "甲空"),
        ("name__not=甲", "乙空"),
        ("platform__empty=1", "空"),
        ("platform__empty=0", "甲乙"),
        ("state=active", "甲"),
        ("state__not=active", "乙空"),
        ("state__empty=1", "空"),
        ("followers__gt=5", "乙"),
        ("followers__lt=50", "甲"),
        ("followers=5", "甲"),
        ("followers__between=5..", "甲乙"),
        ("followers__between=6..50", "乙"),
        ("followers__empty=1", "空"),
        ("last_activity_on__before=2021-01-01", "甲"),
        ("last_activity_on__after=2021-01-01", "乙"),
        ("last_activity_on__between=2019-01-01..2021-01-01", "甲"),
        ("last_activity_on__within=30", "乙"),
        ("last_activity_on__over=30", "甲"),
        ("last_activity_on__empty=0", "甲乙"),
        ("main_account=1", "甲"),
        ("main_account=0", "乙"),
        ("main_account__empty=1", "空"),
        ("sponsor=C", "甲乙"),
        ("sponsor=清川市", "甲乙"),
        ("sponsor__itself=C", ""),
        ("sponsor__itself=CH", "乙"),
        ("sponsor__not=X", "乙空"),
        ("changed_at=2026-09-01", "甲乙空"),
        ("changed_at__after=2026-09-01", ""),
        ("changed_at__before=2026-09-02", "甲乙空"),
        ("changed_at__between=2026-09-01..2026-09-01", "甲乙空"),
    ],
)
def test_a_question_picks_the_rows_it_says(client: Client, query: str, found: str) -> None:
    answer: Any = client.get(f"/trial/entries/?{query}")
    assert answer.context["complaints"] == []
    assert {row.cells[0].text for row in answer.context["rows"]} == set(found)


def test_every_kind_offers_empty_and_the_plain_question() -> None:
    assert all(lookup_of(kind, "empty") and lookup_of(kind, "") for kind in Kind)
    assert set(LOOKUPS) == set(Kind)
