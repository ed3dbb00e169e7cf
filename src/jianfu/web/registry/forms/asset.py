"""The form of an entry: only the fields that its category has, in groups."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema import words as engine_words
from jianfu.web.registry.actions.values import plain
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries.asset import MEASURES_OF
from jianfu.web.registry.queries.words import choices, spoken
from jianfu.web.units.forms.unit import Day, UnitField
from jianfu.web.units.models import Post, Unit

WHAT, WHO, FACTS, SEEN, EXTRA = _("是什么"), _("由谁负责"), _("基本情况"), _("观测值"), _("专项情况")
_ADDRESS = ("url", "name", "platform", "platform_id", "sub_kind")
_WHO = ("sponsor", "using_unit", "supervising_unit", "owner", "region_code")
_ACCOUNT = ("is_government_representative", "main_account", "outsourced_operator", "in_national_system")
_APP = (
    "filing_no", "filing_no_shown", "features", "feature_reason", "collects_reports", "faces_grassroots",
    "complaint_function", "protection_level", "ipv6", "last_release_on", "cost_per_year", "integrated_into_platform",
    "absorbs",
)  # fmt: skip
_GROUP = (
    "direction", "matter", "temporary", "expected_end_on", "matter_closed_on", "approval_no", "ideology_related",
    "reply_policy", "merged_from",
)  # fmt: skip
_BASIC = ("purpose", "opened_on", "declared_on", "declared_source", "class_2018", "class_2023")
GROUPS: dict[str, tuple[tuple[Any, tuple[str, ...]], ...]] = {
    "new_media": (
        (WHAT, _ADDRESS),
        (WHO, _WHO),
        (FACTS, ("audience", "account_type", *_BASIC)),
        (SEEN, (*MEASURES_OF["new_media"], "observed_on", "activity_source")),
        (EXTRA, _ACCOUNT),
    ),
    "app": (
        (WHAT, _ADDRESS),
        (WHO, _WHO),
        (FACTS, ("audience", *_BASIC)),
        (SEEN, (*MEASURES_OF["app"], "observed_on", "activity_source")),
        (EXTRA, _APP),
    ),
    "work_group": (
        (WHAT, ("name", "platform", "platform_id", "sub_kind")),
        (WHO, _WHO),
        (FACTS, ("audience", *_BASIC)),
        (SEEN, (*MEASURES_OF["work_group"], "observed_on", "activity_source")),
        (EXTRA, _GROUP),
    ),
}
_LISTS = ("absorbs", "merged_from")
_UNKNOWN = [("", _("未知")), ("true", _("是")), ("false", _("否"))]


class Listed(forms.CharField):
    """Codes parted by ``;``, kept as a list."""

    def prepare_value(self, value: Any) -> Any:
        """Return the codes in one line."""
        return "; ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the codes, each once."""
        said = str(super().clean(value)).replace("；", ";").replace("，", ";").replace(",", ";")
        return list(dict.fromkeys(word for part in said.split(";") if (word := part.strip())))


class AssetForm(forms.Form):
    """An entry of one category. ``plain()`` gives what was filled in as the actions and change requests take it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("理由"), max_length=400, help_text=_("写入历史，例如：单位更名、核实后更正"))

    def __init__(self, *args: Any, category: str, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category, self.units = category, units
        for _title, names in GROUPS[category]:
            for name in names:
                self.fields[name] = self._field(name)
        self.fields["url" if "url" in self.fields else "name"].widget.attrs["autofocus"] = True
        self.order_fields([*(name for _title, names in GROUPS[category] for name in names), "reason"])

    def _field(self, name: str) -> forms.Field:
        if name in ("sponsor", "using_unit", "supervising_unit"):
            label = Asset._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            return UnitField(label=label, among=self.units, required=name == "sponsor")
        if name == "owner":
            return forms.CharField(label=_("负责岗位"), required=False, help_text=_("主办单位的岗位名称，不填个人姓名"))
        return _made(name)

    def clean(self) -> dict[str, Any]:
        """Find the post within the sponsor, and ask for the day and source of observed values."""
        said: dict[str, Any] = super().clean() or {}
        self._find_post(said)
        seen = [name for name in MEASURES_OF[self.category] if name in self.changed_data and said.get(name)]
        for name in ("observed_on", "activity_source"):
            if seen and not said.get(name):
                self.add_error(name, _("填了观测值，就须写明监测日期和数据来源。"))
        return said

    def _find_post(self, said: dict[str, Any]) -> None:
        name, sponsor = said.get("owner"), said.get("sponsor")
        if not name or not sponsor:
            said["owner"] = None
            return
        post = Post.objects.filter(unit=sponsor, name=name.rpartition("/")[2], ended_on=None).first()
        if post is None:
            self.add_error("owner", _("主办单位没有这个在设岗位。请先在单位页面设岗。"))
        said["owner"] = post

    def plain(self) -> dict[str, Any]:
        """Return the values filled in, as JSON; for an entry that stands, only those that were changed."""
        names = [name for _title, group in GROUPS[self.category] for name in group]
        if self.cleaned_data.get("version") is not None:
            kept = (
                {"observed_on", "activity_source"}
                if set(self.changed_data) & set(MEASURES_OF[self.category])
                else set()
            )
            names = [name for name in names if name in self.changed_data or name in kept]
        return {name: plain(_empty_as_none(self.cleaned_data[name])) for name in names}

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Yield the title and the fields of each group."""
        for title, names in GROUPS[self.category]:
            yield title, [self[name] for name in names]


def _empty_as_none(value: Any) -> Any:
    return None if value == "" else value


def _made(name: str) -> forms.Field:
    model_field: Any = Asset._meta.get_field(name)
    label = model_field.verbose_name
    if name == "features":
        listed = [(word.code, spoken(word.zh, word.en)) for word in engine_words.FEATURES]
        return forms.MultipleChoiceField(
            label=label, choices=listed, required=False, widget=forms.CheckboxSelectMultiple
        )
    if name in _LISTS:
        return Listed(label=label, required=False, help_text=_("多个用分号隔开"))
    if model_field.get_internal_type() == "BooleanField":
        return forms.TypedChoiceField(
            label=label, choices=_UNKNOWN, required=False, coerce=lambda said: said == "true", empty_value=None
        )
    if said := choices(name) or model_field.choices:
        return forms.ChoiceField(label=label, choices=[("", _("未知")), *said], required=False)
    if model_field.get_internal_type() == "DateField":
        return forms.DateField(label=label, required=False, widget=Day())
    made: forms.Field = model_field.formfield()
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs |= {"rows": 3, "lang": "zh-Hans"}
    return made


def initial_of(asset: Asset) -> dict[str, Any]:
    """Return an entry as the form shows it."""
    found: dict[str, Any] = {"version": asset.version}
    for _title, names in GROUPS[asset.category]:
        for name in names:
            value = getattr(asset, name)
            found[name] = _as_typed(value)
    return {**found, "owner": asset.owner.name if asset.owner else ""}


def proposed_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a proposal says as the form shows it."""
    return {name: _as_typed(value) for name, value in values.items()}


def _as_typed(value: Any) -> Any:
    """Return a value as the form sends it back, so that what was left alone is not taken for a change."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.unit_id if isinstance(value, Unit) else value
