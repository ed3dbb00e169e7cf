"""Forms of tokens and webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import PERMISSION_NAMES, Permission


class TokenForm(forms.Form):
    """A token to be made: what for, what it may do, and until when."""

    name = forms.CharField(label=_("用途"), max_length=100, help_text=_("写明哪个系统使用，便于日后清理"))
    permissions = forms.MultipleChoiceField(label=_("范围"), widget=forms.CheckboxSelectMultiple)
    expires_on = forms.DateField(
        label=_("失效日期"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("最长一年")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["permissions"]
        field.choices = [(p.value, PERMISSION_NAMES[p]) for p in Permission if actor.may(p)]  # type: ignore[attr-defined]


class WebhookForm(forms.Form):
    """A webhook to be added: where to, and of which changes."""

    name = forms.CharField(label=_("名称"), max_length=100)
    url = forms.URLField(label=_("地址"), max_length=500, assume_scheme="https")
    actions = forms.CharField(
        label=_("动作"),
        initial="registry.",
        help_text=_("动作名的开头，空格分隔，如 registry. exemptions.decide；动作名见审计页面"),
    )
    unit = forms.CharField(label=_("单位编号"), max_length=64, required=False, help_text=_("不填则不限单位"))
    conditions = forms.CharField(
        label=_("条件"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行一个：字段=变更后的值，如 state=closed"),
    )

    def clean_actions(self) -> list[str]:
        """Return the beginnings of action names."""
        return str(self.cleaned_data["actions"]).split()

    def clean_conditions(self) -> dict[str, str]:
        """Return the conditions by field. Raises ValidationError for a line without an equals sign."""
        lines = [line.strip() for line in self.cleaned_data["conditions"].splitlines() if line.strip()]
        if bad := [line for line in lines if "=" not in line]:
            raise forms.ValidationError(_("“%(line)s”中没有等号。"), params={"line": bad[0]})
        pairs = (line.partition("=") for line in lines)
        return {name.strip(): value.strip() for name, _equals, value in pairs}
