"""What an entry says, as JSON."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from jianfu.web.census.queries.columns import CODES, asked_of, plain, value_of, values_of
from jianfu.web.registry.models import Asset


def test_silence_is_left_out_and_none_is_kept(asset: Callable[..., Asset]) -> None:
    made = asset(opened_on=date(2020, 1, 2), stated_none=["approval_no"])
    assert value_of(made, "approval_no") == "none"
    assert value_of(made, "followers") is None
    said = values_of(made)
    assert (said["opened_on"], said["approval_no"]) == ("2020-01-02", "none")
    assert "followers" not in said


def test_every_column_asked_is_one_the_register_has() -> None:
    assert set(CODES) <= {field.name for field in Asset._meta.get_fields()}


@pytest.mark.parametrize(
    ("category", "asked"), [("work_group", "members"), ("app", "installs"), ("new_media", "followers")]
)
def test_each_category_is_asked_its_own(category: str, asked: str) -> None:
    others = {"members", "installs", "followers"} - {asked}
    codes = {column.code for column in asked_of(category)}
    assert asked in codes
    assert not codes & others


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("2.00"), 2), (Decimal("2.5"), 2.5), ("", None), ([], None), (["a"], ["a"]), (False, False), (0, 0)],
)
def test_values_become_plain(value: object, said: object) -> None:
    assert plain(value) == said
