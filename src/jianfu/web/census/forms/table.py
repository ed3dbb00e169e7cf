"""The table of a declaration as one form: a small form a line, and the form of one line in full."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema.assets import ASSETS
from jianfu.web.census.forms.cells import field_for, json_of, shown_in_field
from jianfu.web.census.models import DeclarationRow
from jianfu.web.census.queries.columns import IN_TABLE, asked_of, value_of
from jianfu.web.census.queries.content import Line

TABLE_COLUMNS = tuple(ASSETS.column(code) for code in IN_TABLE)
ANSWERS = (("", _("未核对")), ("confirm", _("属实")), ("gone", _("已不存在")), ("absent", _("查无此条目")))
Kind = DeclarationRow.Kind


class LineForm(forms.Form):
    """One line of the table: the answer, and the columns most often out of date."""

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        said = line.kind if line.kind in DeclarationRow.ENDED else ("confirm" if line.is_answered else "")
        self.fields["answer"] = forms.ChoiceField(choices=ANSWERS, required=False, initial=said)
        for column in TABLE_COLUMNS:
            field = field_for(column)
            field.initial = shown_in_field(column, line.values.get(column.code))
            self.fields[column.code] = field
        for name, field in self.fields.items():
            label = _("答复") if name == "answer" else field.label
            field.widget.attrs["aria-label"] = f"{line.values.get('name', '')} {label}"

    def answer(self) -> dict[str, Any] | None:
        """Return what was answered as a row for ``propose_rows``; None where nothing new was said."""
        asset: Any = self.line.asset
        kept = dict(self.line.row.values) if self.line.row and self.line.kind == Kind.CHANGE else {}
        said = {column.code: json_of(column, self.cleaned_data[column.code]) for column in TABLE_COLUMNS}
        values = {code: v for code, v in {**kept, **said}.items() if v != value_of(asset, code)}
        kind = self.cleaned_data["answer"]
        if kind not in DeclarationRow.ENDED:
            kind = Kind.CHANGE.value if values else kind
        if not kind or (kind == self.line.kind and (kind != Kind.CHANGE or values == kept)):
            return None
        return {"asset_id": asset.asset_id, "kind": kind, **(values if kind == Kind.CHANGE else {})}


class EntryForm(forms.Form):
    """Everything asked of one entry. With ``alike`` it asks whether the new entry is one of those."""

    def __init__(
        self, *args: Any, category: str, values: Mapping[str, Any], alike: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [column for column in asked_of(category) if column.code != "category"]
        self.category = category
        for column in self.columns:
            field = field_for(column)
            field.initial = shown_in_field(column, values.get(column.code))
            self.fields[column.code] = field
        if alike:
            self.fields["sure"] = forms.BooleanField(label=_("已核对，不是上面列出的条目"), required=False)

    def values(self) -> dict[str, Any]:
        """Return what was filled in as JSON values."""
        said = {column.code: json_of(column, self.cleaned_data[column.code]) for column in self.columns}
        return {"category": self.category, **said}


def forms_for(lines: Sequence[Line], data: Any = None) -> list[LineForm]:
    """Return a form for each line of an entry; the lines of new entries have a page of their own."""
    known = [line for line in lines if line.asset is not None]
    return [LineForm(data, line=line, prefix=f"r{line.asset.pk}") for line in known if line.asset is not None]
