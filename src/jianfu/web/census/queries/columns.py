"""Which of the contract's columns a unit is asked for, by category, and how an entry's value is written as JSON."""

from datetime import date
from decimal import Decimal
from typing import Any

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Column
from jianfu.web.registry.models import Asset

NONE = "none"  # the cell said 无: there is none
NOT_ASKED = ("asset_id", "sponsor_unit_id", "sponsor_unit", "declared_on", "declared_source")
COLUMNS: tuple[Column, ...] = tuple(column for column in ASSETS.columns if column.code not in NOT_ASKED)
CODES = tuple(column.code for column in COLUMNS)
OBSERVED = (
    "last_activity_on",
    "followers",
    "posts_90d",
    "installs",
    "mau",
    "members",
    "msgs_per_day",
    "interaction_ok",
)

_EVERY = ("name", "sub_kind", "platform", "platform_id", "url", "audience", "purpose", "opened_on", "state")
_OF_CATEGORY = {
    "new_media": ("account_type", "last_activity_on", "followers", "posts_90d", "certification", "interaction_ok"),
    "app": ("filing_no", "features", "last_activity_on", "installs", "mau"),
    "work_group": (
        "last_activity_on", "members", "msgs_per_day", "direction", "matter", "temporary", "expected_end_on",
        "matter_closed_on", "approval_no",
    ),
}  # fmt: skip
IN_TABLE = ("name", "platform", "platform_id", "state", "last_activity_on")


def asked_of(category: str) -> tuple[Column, ...]:
    """Return the columns asked of an entry of that category, in the order shown."""
    return tuple(ASSETS.column(code) for code in ("category", *_EVERY, *_OF_CATEGORY.get(category, ())))


def value_of(asset: Asset, code: str) -> Any:
    """Return what the register says in a column as a JSON value; None where it says nothing, ``none`` where 无."""
    if code in asset.stated_none:
        return NONE
    return plain(getattr(asset, code))


def values_of(asset: Asset) -> dict[str, Any]:
    """Return all the register says of an entry, silent columns left out."""
    return {code: value for code in CODES if (value := value_of(asset, code)) is not None}


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it; None for an empty text or list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [str(each) for each in value] or None
    return None if value == "" else value
