"""Figures of the register, each of which opens the rows it counts."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.conftest import TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.dashboard.queries import stock
from jianfu.web.registry.models import Asset


@pytest.fixture
def register(asset: Callable[..., Asset]) -> None:
    asset("甲", "XW", observed_on=TODAY)
    asset("乙", "XW", state="closed", platform_id="b")
    asset("丙", "T", category="work_group", state="", observed_on=TODAY - timedelta(200))
    asset("丁", "DH", category="app")


def test_entries_are_counted_by_category_and_state_within_the_scope(
    register: None, actor: Callable[..., Actor]
) -> None:
    lines = stock.stock(actor(Role.COORDINATOR, "X"), as_of=TODAY)
    assert {
        line.code: (line.whole.number, [state.number for state in line.states], line.stale.number, line.never.number)
        for line in lines
    } == {
        "new_media": (2, [1, 0, 1, 0], 0, 0),
        "app": (0, [0, 0, 0, 0], 0, 0),
        "work_group": (1, [0, 0, 0, 1], 1, 0),
    }


@pytest.mark.parametrize(("unit", "found"), [("P", {"C": 2, "D": 1, "P": 0}), ("X", {"T": 1, "X": 1}), ("XW", {})])
def test_live_entries_are_counted_under_the_places_below(
    register: None, actor: Callable[..., Actor], unit: str, found: dict[str, int]
) -> None:
    lines = stock.divisions(actor(Role.COORDINATOR, unit))
    assert {line.code: line.whole.number for line in lines} == found


def test_every_figure_opens_as_many_rows_as_it_counts(register: None, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.COORDINATOR, "P")
    page = client.get("/").content.decode()
    figures = re.findall(r'href="(/registry/[^"]*)">(\d+)</a>', page)
    assert len(figures) >= 8
    for address, number in figures:
        path, _, query = address.replace("&amp;", "&").partition("?")
        rows = client.get(f"{path.rstrip('/')}.json?{query}")
        text = b"".join(rows.streaming_content).decode()
        assert text.count('"category"') == int(number), address
