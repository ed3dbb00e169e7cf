"""A clerk fills in the table in the page and hands it in."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Declaration
from jianfu.web.registry.models import Asset


@pytest.fixture
def client(table: Declaration, signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.CLERK, "XW")


def filled(html: str) -> dict[str, str]:
    """Return what a browser would send back from the table unchanged."""
    form = html[html.index('<table class="rows declare">') : html.index("</table>")]
    said = {}
    for tag in re.findall(r"<input[^>]+>", form):
        said[re.findall(r'name="([^"]+)"', tag)[0]] = unescape((re.findall(r'value="([^"]*)"', tag) or [""])[0])
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.S):
        said[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return said


def _key(asset_id: str) -> str:
    return f"r{Asset.objects.get(asset_id=asset_id).pk}"


def test_a_change_in_a_cell_is_a_correction(client: Client, table: Declaration) -> None:
    page = f"/census/declarations/{table.pk}/"
    said: dict[str, Any] = filled(client.get(page).content.decode())
    said |= {"version": 1, f"{_key('A1')}-name": "清河水利", f"{_key('A2')}-answer": "gone"}
    html = client.post(page, said, follow=True).content.decode()
    assert "已保存" in html
    assert {(row.asset.asset_id, row.kind) for row in table.rows.select_related("asset") if row.asset} == {
        ("A1", "change"),
        ("A2", "gone"),
    }
    again = client.post(page, said, follow=True)
    assert "没有新的答复" in again.content.decode()


def test_a_faulty_cell_keeps_the_page_and_what_was_typed(client: Client, table: Declaration) -> None:
    page = f"/census/declarations/{table.pk}/"
    said: dict[str, Any] = filled(client.get(page).content.decode())
    said |= {"version": 1, f"{_key('A1')}-name": "", f"{_key('A2')}-platform": "钉钉"}
    html = client.post(page, said).content.decode()
    assert "请改正标出的格子" in html
    assert 'value="钉钉"' in html
    assert not table.rows.exists()


def test_a_quarterly_review_without_changes_is_one_click(client: Client, table: Declaration) -> None:
    html = client.get(f"/census/declarations/{table.pk}/").content.decode()
    assert "其余均属实，直接交审" in html
    client.post(f"/census/declarations/{table.pk}/hand-in/", {"version": 1, "confirm_rest": "1"})
    table.refresh_from_db()
    assert table.state == "handed_in"


def test_confirming_all_then_handing_in(client: Client, table: Declaration) -> None:
    client.post(f"/census/declarations/{table.pk}/confirm/", {"version": 1})
    client.post(f"/census/declarations/{table.pk}/hand-in/", {"version": 2})
    table.refresh_from_db()
    assert table.state == "handed_in"


def test_a_stale_page_is_told_so(client: Client, table: Declaration) -> None:
    html = client.post(f"/census/declarations/{table.pk}/confirm/", {"version": 7}, follow=True).content.decode()
    assert "您看到第 7 版，现为第 1 版" in html


def test_others_read_what_they_may_see_and_fill_in_nothing(
    table: Declaration, signed_in: Callable[..., Client]
) -> None:
    page = f"/census/declarations/{table.pk}/"
    assert signed_in(Role.CLERK, "XH").get(page).status_code == 404
    coordinator = signed_in(Role.COORDINATOR, "X")
    assert '<table class="rows declare">' not in coordinator.get(page).content.decode()
    assert coordinator.post(f"{page}hand-in/", {"version": 1}).status_code == 403


def test_it_is_assigned_delegated_and_extended(
    client: Client, table: Declaration, signed_in: Callable[..., Client], person: Callable[..., User]
) -> None:
    fellow = person(Role.CLERK, "XW")
    client.post(f"/census/declarations/{table.pk}/assign/", {"person": fellow.pk, "delegated_to": fellow.pk})
    coordinator, page = signed_in(Role.COORDINATOR, "X"), f"/census/declarations/{table.pk}/extend/"
    assert coordinator.post(page, {"due_on": "2026-10-01", "reason": ""}).status_code == 400
    coordinator.post(page, {"due_on": "2026-10-01", "reason": "防汛"})
    table.refresh_from_db()
    assert (table.person, table.delegated_to, str(table.due_on)) == (fellow, fellow, "2026-10-01")
    assert client.get(page).status_code == 403
