"""Choosing a row of a list in a form."""

from collections.abc import Callable

import pytest
from django import forms
from tests.web.base.lists.conftest import DEMO

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.picker import PickerField, PickerInput, UnableToPick, picked
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Unit


class _Form(forms.Form):
    unit = PickerField(DEMO, label="单位", required=False)


def _form(typed: str, actor: Actor) -> _Form:
    form = _Form({"unit": typed})
    form.fields["unit"].actor = actor  # type: ignore[attr-defined]
    return form


@pytest.mark.parametrize("typed", ["XW", " 清河县水务局 "])
def test_an_id_and_an_exact_name_pick_the_row(typed: str, actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    assert picked(DEMO, typed, by=actor(Role.CLERK, "X")) == units["XW"]


@pytest.mark.parametrize("typed", ["DH", "清河", "无"])
def test_what_is_beyond_the_scope_or_no_exact_name_is_refused(typed: str, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPick, match=f"“{typed}”"):
        picked(DEMO, typed, by=actor(Role.CLERK, "X"))


def test_a_name_borne_twice_asks_for_the_id(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    Unit.objects.filter(unit_id="XH").update(name="清河县水务局")
    with pytest.raises(UnableToPick, match="XH、XW"):
        picked(DEMO, "清河县水务局", by=actor(Role.CLERK, "X"))


def test_the_field_gives_the_row_none_or_a_sentence(actor: Callable[..., Actor], units: dict[str, Unit]) -> None:
    clerk = actor(Role.CLERK, "X")
    found, empty, wrong = (_form(typed, clerk) for typed in ("T", "", "D"))
    assert found.is_valid() and found.cleaned_data["unit"] == units["T"]
    assert empty.is_valid() and empty.cleaned_data["unit"] is None
    assert "在您的范围内没有" in wrong.errors["unit"][0]


def test_the_input_is_plain_text_with_suggestions() -> None:
    shown = PickerInput("demo:units").render("unit", "XW", {"id": "id_unit"})
    assert 'list="id_unit-options"' in shown and '<datalist id="id_unit-options">' in shown
    assert 'hx-get="/trial/units/-/pick?for=unit"' in shown
    assert "datalist" not in PickerInput("nowhere:list").render("unit", "", {"id": "id_unit"})
