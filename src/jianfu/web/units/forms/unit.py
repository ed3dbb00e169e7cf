"""Forms of units and posts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.models import User
from jianfu.web.units.models import Unit, UnitChange
from jianfu.web.units.queries import unit as units


class UnitField(forms.CharField):
    """A unit, stated by its number or its full name, among those the actor may name."""

    def __init__(self, *, among: QuerySet[Unit] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.among = Unit.objects.none() if among is None else among
        self.help_text = self.help_text or _("填单位编号或单位全称")

    def clean(self, value: Any) -> Any:
        """Return the unit, or None where nothing is said and nothing is required."""
        said = super().clean(value)
        if not said:
            return None
        if found := units.by_id_or_name(said, self.among):
            return found
        raise forms.ValidationError(_("没有找到“%(said)s”，或有多个同名单位。请改填单位编号。"), params={"said": said})

    def prepare_value(self, value: Any) -> Any:
        """Return what the box shows: the number of the unit."""
        if isinstance(value, int):
            value = Unit.objects.filter(pk=value).first()
        return value.unit_id if isinstance(value, Unit) else value


class Day(forms.DateInput):
    """A day, picked by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitForm(forms.ModelForm):
    """The facts of a unit."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("变更理由"), max_length=200, required=True)

    class Meta:
        model = Unit
        fields = ["unit_id", "name", "short_name", "level", "region_code", "line", "unit_type", "staff", "founded_on"]
        widgets = {"founded_on": Day()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["unit_id"]
            self.fields["version"].initial = self.instance.version


class NewUnitForm(UnitForm):
    """A unit to be founded, with the unit above it."""

    parent = UnitField(label=_("上级单位"))
    field_order = ["parent"]

    def __init__(self, *args: Any, among: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].among = among  # type: ignore[attr-defined]
        self.fields["reason"].required = False
        del self.fields["version"]


class ReformForm(forms.Form):
    """What became of a unit under institutional reform."""

    kind = forms.ChoiceField(
        label=_("变动"), choices=[choice for choice in UnitChange.Kind.choices if choice[0] != UnitChange.Kind.FOUNDED]
    )
    on = forms.DateField(label=_("日期"), widget=Day())
    basis = forms.CharField(label=_("依据文号"), max_length=200)
    name = forms.CharField(label=_("新名称"), max_length=200, required=False, help_text=_("仅更名时填写"))
    parent = UnitField(label=_("新的上级单位"), required=False)
    successor = UnitField(label=_("承接单位"), required=False)
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, among: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parent", "successor"):
            self.fields[name].among = among  # type: ignore[attr-defined]
        self.fields["parent"].help_text = _("仅划转时填写，填单位编号或全称")
        self.fields["successor"].help_text = _("并入、分设、撤销时填写，填单位编号或全称")

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind of change needs."""
        said: dict[str, Any] = super().clean() or {}
        needed = {"renamed": "name", "moved": "parent", "merged": "successor", "split": "successor"}
        if (name := needed.get(said.get("kind", ""))) and not said.get(name) and name not in self.errors:
            self.add_error(name, _("这种变动须填写此项。"))
        return said


class PostForm(forms.Form):
    """A post to be founded, and who holds it from now on."""

    name = forms.CharField(label=_("岗位名称"), max_length=100)
    holder = forms.ModelChoiceField(label=_("任岗人员"), queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]


class HolderForm(forms.Form):
    """Who holds a post from now on."""

    holder = forms.ModelChoiceField(label=_("任岗人员"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Who takes what a leaving person holds, and the last day."""

    to = forms.ModelChoiceField(label=_("接手人"), queryset=User.objects.none(), required=False)
    on = forms.DateField(label=_("最后一日"), widget=Day())
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(self, *args: Any, people: QuerySet[User], must: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
        self.fields["to"].required = must
