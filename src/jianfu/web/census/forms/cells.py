"""One form field for each column of the contract, and the JSON value of what was filled in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema.column import Column, Kind
from jianfu.web.census.queries.columns import NONE, plain
from jianfu.web.registry.models import Asset
from jianfu.web.units.forms.unit import Day

STATED_NONE = "无"  # data of the field: what a cell says where there is none
LONGEST = 4000


class DayOrNone(forms.CharField):
    """A day, or 无 where there is none."""

    def clean(self, value: Any) -> Any:
        """Return the day, ``none``, or None where nothing is said."""
        said = (super().clean(value) or "").strip()
        if not said:
            return None
        if said in (STATED_NONE, NONE):
            return NONE
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise forms.ValidationError(_("请填日期，如 2026-01-31；没有请填“无”。")) from None


def field_for(column: Column) -> forms.Field:
    """Return the form field of a column; nothing is required but name and category, for empty is missing evidence."""
    made = _made(column)
    made.label = label_of(column)
    made.required = column.code in ("name", "category")
    return made


def label_of(column: Column) -> str:
    """Return the column's header in the active language."""
    return str(getattr(Asset._meta.get_field(column.code), "verbose_name", column.zh))


def _made(column: Column) -> forms.Field:
    if column.kind is Kind.CODES:
        return forms.MultipleChoiceField(
            choices=[*_words(column), (NONE, _("无"))], widget=forms.CheckboxSelectMultiple
        )
    if column.words:
        return forms.ChoiceField(choices=[("", "—"), *_words(column)])
    if column.kind is Kind.DATE:
        return DayOrNone(max_length=10) if column.code == "expected_end_on" else forms.DateField(widget=Day())
    if column.kind is Kind.COUNT:
        return forms.IntegerField(min_value=0, max_value=2**31 - 1)
    if column.kind is Kind.AMOUNT:
        return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2)
    return forms.CharField(max_length=getattr(Asset._meta.get_field(column.code), "max_length", None) or LONGEST)


def _words(column: Column) -> list[tuple[str, str]]:
    english = (get_language() or "").startswith("en")
    return [(word.code, word.en if english else word.zh) for word in column.words]


def json_of(column: Column, cleaned: Any) -> Any:
    """Return the JSON value of a cleaned one: None where nothing was said, ``none`` where 无 was."""
    if column.kind is Kind.FLAG:
        return {"1": True, "0": False}.get(str(cleaned))
    if column.kind is Kind.CODES:
        return NONE if NONE in cleaned else plain(list(cleaned))
    if isinstance(cleaned, str) and cleaned.strip() == STATED_NONE:
        return NONE
    return plain(cleaned.strip() if isinstance(cleaned, str) else cleaned)


def shown_in_field(column: Column, value: Any) -> Any:
    """Return what a field begins with for a JSON value."""
    if column.kind is Kind.CODES:
        return [NONE] if value == NONE else (value or [])
    if column.kind is Kind.FLAG:
        return {True: "1", False: "0"}.get(value, "")
    return STATED_NONE if value == NONE else ("" if value is None else value)


def shown(column: Column, value: Any) -> str:
    """Return a JSON value as people read it; a dash where nothing is known."""
    if value in (None, "", []):
        return "—"
    if value == NONE:
        return str(_("无"))
    words = dict(_words(column))
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    if isinstance(value, list):
        return "、".join(words.get(str(each), str(each)) for each in value)
    return words.get(str(value), str(value))
