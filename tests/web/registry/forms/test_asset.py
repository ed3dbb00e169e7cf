"""The form of an entry shows what its category has, and gives back what was changed."""

from typing import Any

import pytest

from jianfu.web.registry.actions.values import CHANGEABLE
from jianfu.web.registry.forms.asset import GROUPS, AssetForm, initial_of
from jianfu.web.units.models import Post, Unit

SAID = {"name": "清河水务", "sponsor": "XW", "reason": "新开"}


def _form(said: Any = None, category: str = "new_media", **given: Any) -> AssetForm:
    return AssetForm(said, category=category, units=Unit.objects.all(), **given)


def test_each_category_has_its_own_fields() -> None:
    fields = {category: {name for _t, names in groups for name in names} for category, groups in GROUPS.items()}
    assert "members" in fields["work_group"] - fields["app"] - fields["new_media"]
    assert "features" in fields["app"] - fields["work_group"]
    assert all(names <= set(CHANGEABLE) for names in fields.values())


@pytest.mark.parametrize("category", list(GROUPS))
def test_every_field_is_drawn_once(units: Any, category: str) -> None:
    drawn = [field.name for _title, fields in _form(category=category).groups() for field in fields]
    assert sorted([*drawn, "reason", "version"]) == sorted(_form(category=category).fields)


def test_observed_values_ask_for_their_day_and_source(units: Any) -> None:
    form = _form({**SAID, "followers": "5"})
    assert not form.is_valid()
    assert set(form.errors) == {"observed_on", "activity_source"}


def test_an_unchanged_entry_says_nothing(asset: Any, units: Any) -> None:
    entry = asset(interaction_ok=False, opened_on="2020-01-02", owner=Post.objects.create(unit=units["XW"], name="岗"))
    entry.refresh_from_db()
    shown = _form(initial=initial_of(entry))
    typed = {name: shown[name].value() for name in shown.fields}
    form = _form({k: "" if v is None else v for k, v in typed.items()} | {"reason": "核对"}, initial=initial_of(entry))
    assert form.is_valid(), form.errors
    assert form.plain() == {}


def test_what_was_changed_is_plain(asset: Any, units: Any) -> None:
    form = _form(
        {**SAID, "version": "1", "name": "新名", "main_account": "true"}, initial=initial_of(asset(platform=""))
    )
    assert form.is_valid(), form.errors
    assert form.plain() == {"name": "新名", "main_account": True}


@pytest.mark.parametrize(("name", "value"), [("owner", "没有岗"), ("sponsor", "没有"), ("opened_on", "昨天")])
def test_what_cannot_be_found_is_said_at_its_field(units: Any, name: str, value: str) -> None:
    form = _form({**SAID, name: value})
    assert not form.is_valid()
    assert name in form.errors


def test_codes_are_parted_by_any_semicolon(units: Any) -> None:
    form = _form({**SAID, "absorbs": "F1；F2;F1，F3"}, category="app")
    assert form.is_valid(), form.errors
    assert form.plain()["absorbs"] == ["F1", "F2", "F3"]
