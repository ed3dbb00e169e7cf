"""A form field by which a row of a list is chosen: typed as its id or its exact name, with suggestions while typing.

It is plain text that the server understands; the suggestions come from the list's ``…_pick`` where scripts run.
"""

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.listing import Listing
from jianfu.web.base.unable import Unable

LONGEST = 200


class UnableToPick(Unable):
    """What was typed names no row, or more than one."""


class PickerInput(forms.TextInput):
    """A text input with suggestions from the list at a route, such as ``units:units``."""

    template_name = "base/lists/picker.html"

    def __init__(self, route: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": LONGEST, **(attrs or {})})
        self.route = route

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the input shows, with the address of the suggestions; without one it is a plain input."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        try:
            context["pick_at"] = f"{reverse(f'{self.route}_pick')}?for={name}"
        except NoReverseMatch:
            context["pick_at"] = ""
        if context["pick_at"]:
            self._suggest(context, name)
        return context

    def _suggest(self, context: dict[str, Any], name: str) -> None:
        attrs = context["widget"]["attrs"]
        context["options_id"] = f"{attrs.get('id', name)}-options"
        attrs |= {
            "list": context["options_id"],
            "hx-get": context["pick_at"],
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{context['options_id']}",
            "hx-push-url": "false",
        }


def picked(listing: Listing, typed: str, *, by: Actor) -> Any:
    """Return the row in the actor's scope with that id or exact name. Raises UnableToPick.

    A listing is picked from by the two columns of its ``pick``. An id that is typed goes before a name.
    """
    key, name = listing.pick
    rows, typed = listing.rows(by), typed.strip()
    found = list(rows.filter(**{key: typed})[:1]) or list(rows.filter(**{name: typed}).order_by("pk")[:6])
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnableToPick(
            zh=f"在您的范围内没有编号或名称为“{typed}”的{listing.title}。请从提示中选择，或填写完整名称。",
            en=f"Nothing in your reach has the id or exact name “{typed}”. Choose a suggestion or give the full name.",
        )
    ids = "、".join(str(getattr(row, key)) for row in found[:5])
    raise UnableToPick(
        zh=f"名称“{typed}”对应不止一个，请改填编号：{ids}。",
        en=f"More than one bears the name “{typed}”; give one of the ids: {ids}.",
    )


class PickerField(forms.CharField):
    """A field of a form that gives the row picked. The form sets ``actor`` before it is cleaned."""

    actor: Actor | None = None

    def __init__(self, listing: Listing, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("编号，或完整名称"))
        super().__init__(widget=PickerInput(listing.route), max_length=LONGEST, **kwargs)
        self.listing = listing

    def clean(self, value: Any) -> Any:
        """Return the row, None where nothing is typed and nothing is required."""
        typed = super().clean(value)
        if not typed:
            return None
        if self.actor is None:
            raise TypeError("the form must set the actor of a PickerField")
        try:
            return picked(self.listing, typed, by=self.actor)
        except UnableToPick as error:
            raise forms.ValidationError(error.sentence) from error
