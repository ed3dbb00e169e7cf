"""What an entry says, as plain JSON for the audit chain and change requests, and back again."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Post, Unit

UNITS = ("sponsor", "using_unit", "supervising_unit")
# These are moved by actions of their own, or by nobody.
KEPT = frozenset(
    {
        "id",
        "asset_id",
        "state",
        "closed_on",
        "credentials",
        "stated_none",
        "search",
        "version",
        "created_at",
        "changed_at",
    }
)
MEASURES = (
    "last_activity_on", "followers", "posts_90d", "installs", "mau", "members", "msgs_per_day", "certification",
    "certified_entity", "interaction_ok",
)  # fmt: skip
OBSERVED = (*MEASURES, "observed_on", "activity_source")
CHANGEABLE = tuple(field.name for field in Asset._meta.concrete_fields if field.name not in KEPT)


def plain(value: Any) -> Any:
    """Return one value as JSON: a unit by its number, a post by its unit's number and its name, days as ISO 8601."""
    if isinstance(value, Unit):
        return value.unit_id
    if isinstance(value, Post):
        return f"{value.unit.unit_id}/{value.name}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def plain_of(asset: Asset, names: Iterable[str]) -> dict[str, Any]:
    """Return those columns of an entry as JSON."""
    return {name: plain(getattr(asset, name)) for name in names}


def typed(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain values as the model keeps them.

    Raises UnableToSave for a column that may not be written so, or a value that the column cannot hold.
    """
    return {name: _typed(name, value) for name, value in said.items()}


def _typed(name: str, value: Any) -> Any:
    if name not in CHANGEABLE and name != "state":
        raise _unwritable(name)
    if name in UNITS:
        return value if isinstance(value, Unit) else _unit(name, value)
    if name == "owner":
        return value if isinstance(value, Post) else _post(value)
    field: Any = Asset._meta.get_field(name)
    try:
        return field.clean("" if value is None and field.empty_strings_allowed and not field.null else value, None)
    except ValidationError as error:
        raise _wrong(name, value, zh=_messages(error, "zh-hans"), en=_messages(error, "en")) from error


def _unit(name: str, value: Any) -> Unit | None:
    found = Unit.objects.filter(unit_id=value).first() if value else None
    if found is None and (value or name == "sponsor"):
        raise _wrong(name, value, zh="没有这个单位编号", en="no unit has this number")
    return found


def _post(value: Any) -> Post | None:
    if not value:
        return None
    unit_id, _slash, name = str(value).rpartition("/")
    if found := Post.objects.filter(unit__unit_id=unit_id, name=name, ended_on=None).first():
        return found
    raise _wrong("owner", value, zh="没有这个岗位", en="there is no such post")


def _messages(error: ValidationError, language: str) -> str:
    """Return what the column said, in that language."""
    with translation.override(language):
        return "; ".join(message.rstrip("。.") for message in error.messages)


def _label(name: str, language: str) -> str:
    with translation.override(language):
        return str(Asset._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # none here is a relation back


def _wrong(name: str, value: object, *, zh: str, en: str) -> UnableToSave:
    return UnableToSave(
        zh=f"“{_label(name, 'zh-hans')}”不能填“{value}”：{zh}。请改正后再保存。",
        en=f"“{_label(name, 'en')}” cannot be “{value}”: {en}. Correct it and save again.",
    )


def _unwritable(name: str) -> UnableToSave:
    return UnableToSave(
        zh=f"“{name}”不能这样修改。状态、账号密码和编号各有专门的办理入口。",
        en=f"“{name}” cannot be changed so. State, credentials and number each have an action of their own.",
    )
