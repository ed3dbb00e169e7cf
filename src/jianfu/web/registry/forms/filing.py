"""Forms of filings: open one, fill the eight rows in, move it on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jianfu.engine.cases import filing as machine
from jianfu.engine.cases.filing_form import ROWS, Row
from jianfu.engine.detection.rule import Text

LONGEST = 4000
SHORT = ("contact_post", "contact_office")


def said(text: Text) -> str:
    """Return a text of the engine in the language of the request."""
    return text.get("en" if (get_language() or "").startswith("en") else "zh")


class DayInput(forms.DateInput):
    """A day, picked from the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OpeningForm(forms.Form):
    """What kind of filing is opened and where it begins."""

    kind = forms.ChoiceField(label=_("种类"))
    state = forms.ChoiceField(
        label=_("从哪一步开始"),
        required=False,
        help_text=_("已经建成的应用，从填备案申请开始；还在立项的，从立项审核开始。仅用于首次备案。"),
    )
    on = forms.DateField(label=_("开始日期"), widget=DayInput)
    planned_on = forms.DateField(
        label=_("计划变更或关停日期"), required=False, widget=DayInput, help_text=_("办理变更或关停时填写。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, said(machine.KIND_NAMES[kind])) for kind in machine.Kind]  # type: ignore[attr-defined]
        starts = machine.STARTS[machine.Kind.FIRST]
        self.fields["state"].choices = [("", "—")] + [(s.value, said(machine.NAMES[s])) for s in starts]  # type: ignore[attr-defined]


class ContentForm(forms.Form):
    """The items of the eight rows that the register does not know."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in ROWS:
            for item in row.items:
                if not item.known:
                    self.fields[item.code] = self._field(item.code, said(item.name))

    def _field(self, code: str, label: str) -> forms.CharField:
        widget = forms.TextInput() if code in SHORT else forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)

    def fields_of(self, row: Row) -> list[forms.BoundField]:
        """Return the fields of one row."""
        return [self[item.code] for item in row.items if not item.known]


class MoveForm(forms.Form):
    """What is said with a move; only what the move needs is asked."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("办理日期"), widget=DayInput)
    filing_no = forms.CharField(label=_("备案编号"), max_length=80, help_text=_("国家系统发给的编号，照原样填写。"))
    notice_url = forms.URLField(label=_("关停公告链接"), max_length=500, assume_scheme="https")
    notice_on = forms.DateField(label=_("关停公告日期"), widget=DayInput)
    shown = forms.BooleanField(label=_("应用内已展示主办（使用）单位和备案编号"))
    offline = forms.BooleanField(label=_("应用已下线，数据已妥善处置"))
    note = forms.CharField(
        label=_("说明或理由"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, move: machine.Move, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {"notice": ("notice_url", "notice_on")}
        wanted = {name for need in move.needs for name in asked.get(need, (need,))}
        for name in ("filing_no", "notice_url", "notice_on", "shown", "offline"):
            if name not in wanted:
                del self.fields[name]
        self.fields["note"].required = "reason" in move.needs

    def day(self, name: str) -> date | None:
        """Return a day that was given, None where it was not asked."""
        found = self.cleaned_data.get(name)
        return found if isinstance(found, date) else None
