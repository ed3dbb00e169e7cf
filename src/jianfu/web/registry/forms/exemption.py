"""Forms of exemptions: request, decide, review, withdraw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jianfu.engine.detection.rule import Text
from jianfu.engine.schema import words
from jianfu.web.registry.forms.filing import DayInput, said
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries import exemption as queries


class RequestForm(forms.Form):
    """What is asked for."""

    rules = forms.MultipleChoiceField(label=_("豁免的规则"), widget=forms.CheckboxSelectMultiple)
    reason_code = forms.ChoiceField(label=_("理由"))
    basis = forms.CharField(
        label=_("依据和说明"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明文件依据或客观情况，以及不豁免会影响哪些群众或工作。"),
    )
    valid_from = forms.DateField(label=_("生效日期"), widget=DayInput)
    valid_until = forms.DateField(label=_("失效日期"), widget=DayInput)

    def __init__(self, *args: Any, asset: Asset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = queries.rules_for(asset)
        reasons = [(word.code, said(Text(word.zh, word.en))) for word in words.EXEMPTION_REASONS]
        self.fields["rules"].choices = [(rule.id, f"{rule.id} {said(rule.name)}") for rule in rules]  # type: ignore[attr-defined]
        self.fields["reason_code"].choices = [("", "—"), *reasons]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """Approve or refuse what was seen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    decision = forms.ChoiceField(
        label=_("决定"), choices=[("approve", _("批准")), ("refuse", _("不批准"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("决定的理由"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(forms.Form):
    """A sentence that goes with a review or a withdrawal."""

    note = forms.CharField(label=_("意见或理由"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
