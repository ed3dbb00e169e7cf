"""Entries as plain JSON and back."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.values import CHANGEABLE, plain, plain_of, typed
from jianfu.web.units.models import Post


def test_what_is_made_plain_comes_back_as_it_was(asset: Any, units: Any) -> None:
    post = Post.objects.create(unit=units["XW"], name="运营岗")
    entry = asset(
        owner=post, opened_on=date(2020, 1, 2), followers=5, cost_per_year=Decimal("10.50"), interaction_ok=False,
        features=["checkin"], using_unit=units["T"],
    )  # fmt: skip
    said = plain_of(entry, CHANGEABLE)
    assert said["owner"] == "XW/运营岗"
    assert {name: getattr(entry, name) for name in CHANGEABLE} == typed(said)


@pytest.mark.parametrize(
    ("name", "value"),
    [("credentials", "held"), ("asset_id", "B"), ("state", "gone"), ("followers", "许多"), ("sponsor", "没有"),
     ("sponsor", None), ("audience", "everybody"), ("owner", "XW/没有岗"), ("opened_on", "2026-13-01")],
)  # fmt: skip
def test_what_a_column_cannot_hold_is_refused(units: Any, name: str, value: Any) -> None:
    with pytest.raises(UnableToSave):
        typed({name: value})


def test_none_clears_a_text_and_a_day(units: Any) -> None:
    assert typed({"purpose": None, "opened_on": None, "using_unit": None}) == {
        "purpose": "", "opened_on": None, "using_unit": None,
    }  # fmt: skip


def test_days_and_sums_are_texts() -> None:
    assert (plain(date(2026, 9, 1)), plain(Decimal("1.5")), plain(None)) == ("2026-09-01", "1.5", None)


@pytest.mark.parametrize(("name", "value"), [("followers", "many"), ("sponsor", "none"), ("owner", "XW/nobody")])
def test_why_a_value_is_refused_is_said_in_both_languages(units: Any, name: str, value: str) -> None:
    with pytest.raises(UnableToSave) as told:
        typed({name: value})
    assert re.search("[㐀-鿿]", told.value.zh)
    assert not re.search("[㐀-鿿]", told.value.en), told.value.en
