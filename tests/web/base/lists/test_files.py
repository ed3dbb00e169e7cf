"""The twins of a list hold what the page shows, safe to open, and say where they were cut."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from jianfu.tables.cell import unguarded
from jianfu.web.base.lists import files
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    """Return the county's coordinator at a browser."""
    return signed_in(Role.COORDINATOR, "X")


def _bytes(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def _csv(client: Client, query: str = "") -> list[list[str]]:
    content = _bytes(client, f"/trial/entries.csv{query}")
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _sheet(client: Client, query: str = "") -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(_bytes(client, f"/trial/entries.xlsx{query}")))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_csv_has_labels_and_words_and_the_rows_of_the_page(client: Client, asset: Callable[..., Asset]) -> None:
    asset("甲", followers=1200, main_account=True)
    asset("乙", state="closed")
    asset("丙", "DH")
    rows = _csv(client, "?state=active&cols=name,sponsor,state,followers,main_account")
    assert rows == [["名称", "主办单位", "状态", "关注数", "主账号"], ["甲", "清河县水务局", "在用", "1200", "是"]]


def test_in_english_headers_are_names_and_values_codes(client: Client, asset: Callable[..., Asset]) -> None:
    asset("甲", main_account=False)
    rows = _csv(client, "?lang=en&cols=name,sponsor,state,main_account")
    assert rows == [["name", "sponsor", "state", "main_account"], ["甲", "XW", "active", "false"]]


@pytest.mark.parametrize("name", ["=1+1", "+86", "-1", "@SUM(A1)", "＝1", "'=1"])
def test_no_cell_is_a_formula_and_the_text_comes_back(client: Client, asset: Callable[..., Asset], name: str) -> None:
    asset(name)
    for found in (_csv(client, "?cols=name")[1][0], _sheet(client, "?cols=name")[1][0]):
        assert found == f"'{name}"
        assert unguarded(found) == name


def test_the_workbook_has_typed_cells(client: Client, asset: Callable[..., Asset]) -> None:
    asset("甲", followers=7, last_activity_on="2026-01-02")
    head, row = _sheet(client, "?cols=name,followers,last_activity_on")
    assert (head[0], row[0], row[1], row[2].date().isoformat()) == ("名称", "甲", 7, "2026-01-02")


def test_the_json_has_names_and_codes(client: Client, asset: Callable[..., Asset]) -> None:
    asset("甲")
    said = json.loads(_bytes(client, "/trial/entries.json?cols=name,sponsor,state,followers"))
    unit = {"unit_id": "XW", "name": "清河县水务局"}
    assert said["rows"] == [{"name": "甲", "sponsor": unit, "state": "active", "followers": None}]
    assert said["truncated"] is False


def test_a_file_that_was_cut_says_so_on_its_last_line(
    client: Client, asset: Callable[..., Asset], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        asset(f"名{number}")
    monkeypatch.setattr(files, "MOST_ROWS", {"csv": 2, "xlsx": 2, "json": 2})
    assert [row[0][:6] for row in _csv(client, "?cols=name&sort=name")] == ["名称", "名0", "名1", "以上仅为前 "]
    assert _sheet(client, "?cols=name&sort=name")[3][0].startswith("以上仅为前 2 行")
    said = json.loads(_bytes(client, "/trial/entries.json"))
    assert (len(said["rows"]), said["truncated"]) == (2, True)


def test_exactly_as_many_rows_as_allowed_are_not_called_cut(
    client: Client, asset: Callable[..., Asset], monkeypatch: pytest.MonkeyPatch
) -> None:
    asset(), asset()
    monkeypatch.setattr(files, "MOST_ROWS", {"csv": 2, "xlsx": 2, "json": 2})
    assert len(_csv(client)) == 3
    assert json.loads(_bytes(client, "/trial/entries.json"))["truncated"] is False


def test_a_list_without_rows_is_a_file_with_headers(client: Client) -> None:
    assert len(_csv(client)) == 1
    assert json.loads(_bytes(client, "/trial/entries.json"))["rows"] == []
