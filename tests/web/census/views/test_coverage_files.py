"""The coverage as files: the same figures, and nothing that runs."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.units.models import Unit


@pytest.fixture
def page(campaign: Campaign) -> str:
    for unit_id, state in {"P": "signed", "C": "nothing", "X": "working", "T": "handed_in"}.items():
        Declaration.objects.filter(unit__unit_id=unit_id).update(state=state, due_on="2020-01-01")
    return f"/census/campaigns/{campaign.pk}/coverage"


def test_the_twins_say_the_same(page: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.PROVINCIAL_LEAD, "P")
    rows = client.get(f"{page}.json?at=P").json()["rows"]
    assert [(row["unit_id"], row["required"], row["answered"]) for row in rows] == [
        ("P", 10, 2), ("C", 6, 1), ("D", 2, 0), ("P", 2, 1),
    ]  # fmt: skip
    text = client.get(f"{page}.csv?at=P").content.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{page}.xlsx?at=P").content)).active
    assert sheet is not None and [cell.value for cell in sheet["D"]] == ["应报", 10, 6, 2, 2]
    assert [row["required"] for row in csv.DictReader(io.StringIO(text))] == ["10", "6", "2", "2"]


def test_no_cell_begins_as_a_formula(page: str, signed_in: Callable[..., Client]) -> None:
    Unit.objects.filter(unit_id="C").update(name="=1+1")
    text = signed_in(Role.PROVINCIAL_LEAD, "P").get(f"{page}.csv?at=P").content.decode()
    assert "'=1+1" in text
    sheet = openpyxl.load_workbook(io.BytesIO(signed_in(Role.EVALUATOR, "P").get(f"{page}.xlsx?at=P").content)).active
    assert sheet is not None and (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
