"""Walking a list by its pages meets every row once, in both directions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianfu.web.base.lists import place
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

AT = datetime(2026, 9, 1, 9, 0, 0, 123456, tzinfo=UTC)
ORDERS = (
    ("name", "pk"), ("-name", "-pk"), ("last_activity_on", "pk"), ("-last_activity_on", "-pk"), ("-changed_at",),
    ("platform", "-name", "pk"), ("sponsor__name", "pk"), ("followers", "name", "pk"),
)  # fmt: skip


@pytest.fixture
def rows(units: dict[str, Unit]) -> None:
    """Keep twenty-three entries with ties and empty values."""
    Asset.objects.bulk_create(
        Asset(
            asset_id=f"A{n}", name=f"名{n % 4}", category="app", sponsor=units["XW" if n % 2 else "CH"],
            platform=f"台{n % 3}", last_activity_on=None if n % 3 == 0 else date(2026, 1, 1 + n % 5),
            followers=None if n % 2 else n % 3, created_at=AT, changed_at=AT + timedelta(microseconds=n % 7),
        )
        for n in range(23)
    )  # fmt: skip


def _walk(order: tuple[str, ...], size: int) -> tuple[list[int], list[int]]:
    forwards: list[int] = []
    page = place.page(Asset.objects.all(), order, size=size, place=None)
    forwards += [row.pk for row in page.rows]
    assert page.before is None
    while page.after:
        at = place.place_of(page.after.text, backwards=False)
        page = place.page(Asset.objects.all(), order, size=size, place=at)
        forwards += [row.pk for row in page.rows]
    backwards = [row.pk for row in page.rows]
    while page.before:
        at = place.place_of(page.before.text, backwards=True)
        page = place.page(Asset.objects.all(), order, size=size, place=at)
        backwards = [*(row.pk for row in page.rows), *backwards]
    return forwards, backwards


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.sampled_from(ORDERS), size=st.integers(2, 24))
def test_forwards_and_backwards_every_row_is_met_once_in_one_order(
    rows: None, order: tuple[str, ...], size: int
) -> None:
    forwards, backwards = _walk(order, size)
    assert sorted(forwards) == sorted(Asset.objects.values_list("pk", flat=True))
    assert backwards == forwards
    assert forwards == _walk(order, 100)[0]


@pytest.mark.parametrize("order", [("last_activity_on", "pk"), ("-last_activity_on", "-pk")])
def test_rows_without_a_value_come_last_in_both_directions(rows: None, order: tuple[str, ...]) -> None:
    found = place.page(Asset.objects.all(), order, size=50, place=None).rows
    empty = [row.last_activity_on is None for row in found]
    assert empty == sorted(empty)


def test_no_page_is_counted_from_the_start(rows: None) -> None:
    first = place.page(Asset.objects.all(), ("name", "pk"), size=5, place=None)
    with CaptureQueriesContext(connection) as asked:
        place.page(Asset.objects.all(), ("name", "pk"), size=5, place=first.after)
    assert len(asked) == 1
    assert "OFFSET" not in asked[0]["sql"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says what SQLite's planner does")
def test_the_index_is_entered_at_the_place_and_not_at_its_start(rows: None) -> None:
    for order in (("name", "pk"), ("-name", "-pk"), ("-last_activity_on", "-pk")):
        columns = tuple(name.removeprefix("-") for name in order)
        values = tuple(Asset.objects.exclude(last_activity_on=None).values_list(*columns)[3])
        plan = place._from(Asset.objects.all(), order, columns, values, backwards=False)[:5].explain()
        assert "SEARCH" in plan and "SCAN" not in plan and "TEMP B-TREE" not in plan


@pytest.mark.parametrize("text", ["x", "W10", "WzEsMiwzXQ", "e30", "W1tdXQ", "bnVsbA", "é"])
def test_a_place_that_was_not_written_by_us_is_refused(rows: None, text: str) -> None:
    with pytest.raises(place.UnableToFind):
        place.page(Asset.objects.all(), ("name", "pk"), size=5, place=place.place_of(text, backwards=False))


def test_a_key_beyond_the_database_finds_nothing_and_breaks_nothing(rows: None) -> None:
    for order, values in ((("name", "pk"), ("名", 10**30)), (("last_activity_on", "pk"), ("2026-99-99", 1))):
        with pytest.raises(place.UnableToFind):
            place.page(Asset.objects.all(), order, size=5, place=place.Place(values))
