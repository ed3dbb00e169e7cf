"""Forms of people: invite, grant a role, and say why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Reach
from jianfu.web.base.permissions import ROLE_NAMES, Role
from jianfu.web.units.forms.unit import Day, UnitField
from jianfu.web.units.models import Grant, Unit
from jianfu.web.units.queries.people import RoleAt

REACHES: list[tuple[str, str]] = list(Grant._meta.get_field("reach").flatchoices)


class RoleForm(forms.Form):
    """A role at a unit, and how far it reaches."""

    unit = UnitField(label=_("单位"))
    role = forms.ChoiceField(label=_("角色"))
    reach = forms.ChoiceField(label=_("范围"), choices=REACHES, initial=Reach.SUBTREE.value)

    def __init__(self, *args: Any, roles: Iterable[Role], among: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].among = among  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role.value, ROLE_NAMES[role]) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return what was said, with unit, role and reach put together as ``given``."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors:
            given = RoleAt(Role(said.pop("role")), said.pop("unit"), Reach(said.pop("reach")))
            return {**said, "given": given}
        return said


class InviteForm(RoleForm):
    """A person to be invited, with the first role."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("登录时使用；接入统一身份认证时，应与其中的用户名一致。请勿使用手机号或身份证号。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("name", "username", "unit", "role", "reach")

    def clean_username(self) -> str:
        """Return the user name. Raises ValidationError for what looks like a telephone or identity number."""
        said: str = self.cleaned_data["username"].strip()
        if said[:-1].isdecimal() and len(said) in {11, 15, 18}:
            raise forms.ValidationError(_("用户名不能是手机号或身份证号。"))
        return said


class GrantForm(RoleForm):
    """A further role for a person."""

    until = forms.DateField(label=_("最后一日"), required=False, widget=Day(), help_text=_("不填则一直有效"))
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)


class ReasonForm(forms.Form):
    """Why an account is treated so."""

    reason = forms.CharField(label=_("事由"), max_length=200)
