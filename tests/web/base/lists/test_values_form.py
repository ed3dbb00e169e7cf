"""The form of a bulk edit."""

from datetime import date

import pytest
from tests.web.base.lists.conftest import ENTRIES

from jianfu.web.base.lists.values_form import ValuesForm
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


def _form(**given: str) -> ValuesForm:
    return ValuesForm({"reason": "统一", **given}, listing=ENTRIES, edit=ENTRIES.bulk[0], model=Asset)


def test_fields_left_alone_are_no_values(units: dict[str, Unit]) -> None:
    form = _form(state="closed", platform="", last_activity_on="", main_account="")
    assert form.is_valid()
    assert form.values == {"state": "closed"}


def test_each_kind_is_read_as_what_it_is(units: dict[str, Unit]) -> None:
    form = _form(sponsor="清河县水务局", last_activity_on="2026-01-02", main_account="0")
    assert form.is_valid(), form.errors
    assert form.values == {"sponsor": units["XW"], "last_activity_on": date(2026, 1, 2), "main_account": False}


def test_emptied_means_nothing_known_in_the_way_of_the_column(db: None) -> None:
    form = _form(**{"platform~": "on", "last_activity_on~": "on", "main_account": "~", "state": "~"})
    assert form.is_valid(), form.errors
    assert form.values == {"platform": "", "last_activity_on": None, "main_account": None, "state": ""}


def test_what_must_not_be_empty_cannot_be_emptied(db: None) -> None:
    assert "sponsor~" not in _form().fields


@pytest.mark.parametrize(
    "given",
    [{}, {"state": "gone"}, {"sponsor": "无"}, {"platform": "微信", "platform~": "on"}, {"platform": "x" * 61}],
)
def test_what_cannot_be_meant_is_refused(db: None, given: dict[str, str]) -> None:
    assert not _form(**given).is_valid()


def test_a_reason_is_asked_for(db: None) -> None:
    assert "reason" in _form(state="closed", reason="").errors
