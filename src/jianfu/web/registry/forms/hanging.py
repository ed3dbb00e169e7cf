"""Forms of what hangs on an entry: moves, functions, audiences, relations, credentials."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jianfu.engine.cases.life import Given, Move, Need
from jianfu.web.registry.models import Asset, AssetFunction, AssetRelation
from jianfu.web.registry.queries.words import text
from jianfu.web.units.forms.unit import Day, UnitField
from jianfu.web.units.models import Unit


class Reasoned(forms.Form):
    """A form that asks why."""

    reason = forms.CharField(label=_("理由"), max_length=400)


class MoveForm(forms.Form):
    """What one move needs, and nothing else."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("办理日期"), widget=Day())
    notice_url = forms.CharField(label=_("停更公告链接"), max_length=500, required=False)
    notice_on = forms.DateField(label=_("停更公告日期"), widget=Day(), required=False)
    stop_approval = forms.CharField(
        label=_("停止服务审批文号"), max_length=80, required=False, help_text=_("在用功能无人承接时填写")
    )
    reason = forms.CharField(label=_("理由"), max_length=400, required=False)

    def __init__(self, *args: Any, move: Move, uncovered: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = Need.REASON in move.needs
        if Need.NOTICE not in move.needs:
            del self.fields["notice_url"], self.fields["notice_on"]
        else:
            self.fields["notice_url"].required = self.fields["notice_on"].required = True
        if Need.SUCCESSORS not in move.needs or not uncovered:
            del self.fields["stop_approval"]

    def given(self) -> Given:
        """Return what was filled in, as the state machine takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version" and value is not None}
        return Given(**said)


class FunctionForm(forms.ModelForm):
    """A service function and its last test."""

    reason = forms.CharField(label=_("理由"), max_length=400)

    class Meta:
        model = AssetFunction
        fields = ["function_code", "function_name", "region_code", "monthly_uses", "statutory", "works", "tested_on"]
        widgets = {"tested_on": Day()}

    def validate_constraints(self) -> None:
        """Leave it to the action: the same code and division again changes that function."""


class AudienceForm(Reasoned):
    """A unit that a group addresses."""

    unit = UnitField(label=_("对象单位"))
    posts = forms.IntegerField(label=_("岗位数"), required=False, min_value=0)
    field_order = ["unit", "posts", "reason"]

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].among = units  # type: ignore[attr-defined]


class RelationForm(Reasoned):
    """How the entry stands to another, named by its number."""

    kind = forms.ChoiceField(label=_("关系"), choices=AssetRelation.Kind.choices)
    other = forms.CharField(label=_("对方条目编号"), max_length=80)
    since = forms.DateField(label=_("起始日期"), widget=Day(), required=False)
    field_order = ["kind", "other", "since", "reason"]

    def clean_other(self) -> Asset:
        """Return the entry of that number, or of that name where only one has it."""
        said = self.cleaned_data["other"].strip()
        found = Asset.objects.filter(asset_id=said)[:1] or Asset.objects.filter(name=said)[:2]
        if len(found) != 1:
            raise forms.ValidationError(_("没有这个编号，或有多个同名条目。请填条目编号。"))
        return found[0]


class CredentialForm(Reasoned):
    """Who holds the credentials since when."""

    to = forms.ChoiceField(label=_("账号密码"), choices=Asset.CredentialState.choices)
    on = forms.DateField(label=_("日期"), widget=Day())
    notes = forms.CharField(
        label=_("找回备注"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("遗失或被盗时填写；查看会被记录。不得填写密码。"),
    )  # fmt: skip
    outcome = forms.CharField(label=_("找回结果"), max_length=200, required=False, help_text=_("恢复可控或移交时填写"))
    field_order = ["to", "on", "notes", "outcome", "reason"]


def move_label(move: Move) -> Any:
    """Return a move's word in the language of the page."""
    return text(move.name)
