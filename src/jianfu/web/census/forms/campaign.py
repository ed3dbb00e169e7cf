"""Forms of a campaign: drawing it up, giving a table to somebody, more time, a reason."""

from pathlib import Path
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

import jianfu.engine.rulepacks as rulepacks
from jianfu.web.base.models import User
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.registry.queries.words import choices
from jianfu.web.units.forms.unit import Day, UnitField
from jianfu.web.units.models import Post, Unit

PACKS = sorted(each.name for each in Path(rulepacks.__path__[0]).iterdir() if each.is_dir() and each.name[0] != "_")


class CampaignForm(forms.ModelForm):
    """A campaign to be drawn up."""

    scope = UnitField(label=_("范围"), help_text=_("填单位编号或全称；该单位及其下所有在设单位各有一张申报表"))
    categories = forms.MultipleChoiceField(
        label=_("类别"), choices=choices("category"), widget=forms.CheckboxSelectMultiple
    )
    packs = forms.MultipleChoiceField(
        label=_("规则包"), choices=[(name, name) for name in PACKS], required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("排查后按哪些规则研判；national 总是在内"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("填报说明"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("显示在每张申报表上方"),
    )  # fmt: skip

    class Meta:
        model = Campaign
        fields = ["name", "scope", "categories", "packs", "opens_on", "due_on", "note"]
        widgets = {"opens_on": Day(), "due_on": Day()}

    def __init__(self, *args: Any, among: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].among = among  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the values. The end may not come before the beginning."""
        said = super().clean() or {}
        if said.get("opens_on") and said.get("due_on") and said["due_on"] < said["opens_on"]:
            self.add_error("due_on", _("截止日期不能早于开始日期。"))
        return said


class AssignForm(forms.Form):
    """Who of the unit sees to a table."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("承办岗位"), required=False)
    person = forms.ModelChoiceField(User.objects.none(), label=_("承办人"), required=False)
    delegated_to = forms.ModelChoiceField(
        User.objects.none(), label=_("委托给"), required=False, help_text=_("临时代办；不影响承办人")
    )

    def __init__(self, *args: Any, declaration: Declaration, people: QuerySet[User], **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(declaration, name) for name in ("post", "person", "delegated_to")}
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(unit=declaration.unit, ended_on=None).order_by("name")
        for name, rows in (("post", posts), ("person", people), ("delegated_to", people)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """More time for a unit."""

    due_on = forms.DateField(label=_("新的截止日期"), widget=Day())
    reason = forms.CharField(label=_("理由"), max_length=200)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("理由"), max_length=200)
