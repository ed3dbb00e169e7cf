"""The form of a bulk edit: for each of its fields a value, or to be emptied, or left as it is; and the reason."""

from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.lists.listing import BulkEdit, Field, Kind, Listing

UNCHANGED = ""
EMPTIED = "~"
LONGEST = 500


class ValuesForm(forms.Form):
    """What many rows shall hold. ``values`` are those given: fields left alone are not among them."""

    def __init__(self, *args: Any, listing: Listing, edit: BulkEdit, model: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edited = [field for name in edit.fields if (field := listing.field(name))]
        self.model = model
        for field in self.edited:
            self.fields[field.name] = _input(field, model)
            if not field.choices and field.kind is not Kind.FLAG and _may_be_empty(field, model):
                label = _("清空“%(label)s”") % {"label": field.label}
                self.fields[f"{field.name}{EMPTIED}"] = forms.BooleanField(label=label, required=False)
        widget = forms.Textarea(attrs={"rows": 2})
        self.fields["reason"] = forms.CharField(label=_("理由"), max_length=LONGEST, widget=widget)

    @property
    def values(self) -> dict[str, Any]:
        """Return the value of each field that is to be changed, None for those to be emptied."""
        found: dict[str, Any] = {}
        for field in self.edited:
            given = self.cleaned_data.get(field.name)
            if self.cleaned_data.get(f"{field.name}{EMPTIED}") or given == EMPTIED:
                found[field.name] = _nothing(field, self.model)
            elif given not in (None, UNCHANGED):
                found[field.name] = given == "1" if field.kind is Kind.FLAG else given
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a value that is given and emptied at once, units nobody has, and an edit that changes nothing."""
        cleaned = super().clean() or {}
        for field in self.edited:
            given = cleaned.get(field.name)
            if given not in (None, UNCHANGED) and cleaned.get(f"{field.name}{EMPTIED}"):
                self.add_error(field.name, _("请只选其一：填写新值，或者清空。"))
            elif field.kind is Kind.UNIT and given:
                cleaned[field.name] = self._unit(field, str(given))
        if not self.errors and not self.values:
            raise ValidationError(_("还没有填写任何要更改的内容。"))
        return cleaned

    def _unit(self, field: Field, given: str) -> Any:
        model: Any = self.model._meta.get_field(field.way).related_model
        found = list(model._default_manager.filter(unit_id=given)[:1])
        found = found or list(model._default_manager.filter(name=given)[:2])
        if len(found) != 1:
            self.add_error(
                field.name, _("没有找到唯一的单位“%(given)s”。请填写单位编号，或完整的单位名称。") % {"given": given}
            )
            return None
        return found[0]


def _input(field: Field, model: Any) -> forms.Field:
    label: Any = field.label  # the stubs know one class of lazy texts only
    empty = [(EMPTIED, _("清空"))] if _may_be_empty(field, model) else []
    if field.kind is Kind.FLAG:
        choices = [(UNCHANGED, _("不更改")), ("1", _("是")), ("0", _("否")), *empty]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if field.choices:
        return forms.ChoiceField(
            label=label, choices=[(UNCHANGED, _("不更改")), *field.choices, *empty], required=False
        )
    if field.kind is Kind.DATE:
        return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
    if field.kind is Kind.NUMBER:
        return forms.DecimalField(label=label, required=False)
    hint = _("单位编号，或完整的单位名称") if field.kind is Kind.UNIT else ""
    return forms.CharField(label=label, required=False, max_length=_longest(field, model), help_text=hint)


def _column(field: Field, model: Any) -> Any:
    try:
        return model._meta.get_field(field.way)
    except FieldDoesNotExist:
        return None


def _longest(field: Field, model: Any) -> int | None:
    return getattr(_column(field, model), "max_length", None) if field.kind is not Kind.UNIT else None


def _may_be_empty(field: Field, model: Any) -> bool:
    column = _column(field, model)
    return bool(column is not None and column.blank)


def _nothing(field: Field, model: Any) -> Any:
    column = _column(field, model)
    return None if column is None or column.null else ""
