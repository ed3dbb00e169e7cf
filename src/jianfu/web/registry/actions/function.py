"""Add, change and take away the service functions of an entry."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.actions.values import plain
from jianfu.web.registry.models import Asset, AssetFunction

KEY = ("function_code", "region_code")
SAID = ("function_name", "monthly_uses", "statutory", "works", "tested_on")


@transaction.atomic
def put(*, asset: Asset, values: Mapping[str, Any], doing: Doing) -> AssetFunction:
    """Add a function, or change the one of that code and division, and return it. Raises as ``Doing.begin`` does."""
    asset = doing.begin(asset)
    said = {name: _typed(name, values[name]) for name in (*KEY, *SAID) if name in values}
    key = {name: said.get(name, "") for name in KEY}
    found = AssetFunction.objects.filter(asset=asset, **key).first()
    before = {name: plain(getattr(found, name)) for name in said} if found else None
    function = found or AssetFunction(asset=asset, **key)
    for name in SAID:
        if name in said:
            setattr(function, name, said[name])
    function.save()
    after = {name: plain(value) for name, value in said.items()}
    doing.end("registry.function_change" if found else "registry.function_add", asset, before, after)
    return function


@transaction.atomic
def remove(*, asset: Asset, function_code: str, region_code: str, doing: Doing) -> None:
    """Take a function away: it was entered in error or is offered no longer. The chain keeps what it said."""
    asset = doing.begin(asset)
    function = AssetFunction.objects.filter(asset=asset, function_code=function_code, region_code=region_code).first()
    if function is None:
        raise UnableToSave(
            zh="没有这项功能，可能刚被他人删去。请重新打开页面。",
            en="There is no such function; somebody may just have removed it. Open the page again.",
        )
    before = {name: plain(getattr(function, name)) for name in (*KEY, *SAID)}
    function.delete()
    doing.end("registry.function_remove", asset, before, dict.fromkeys(before))


def _typed(name: str, value: Any) -> Any:
    field: Any = AssetFunction._meta.get_field(name)
    try:
        return field.clean("" if value is None and not field.null else value, None)
    except ValidationError as error:
        raise UnableToSave(
            zh=f"“{field.verbose_name}”不能填“{value}”：{'；'.join(error.messages)}。请改正后再保存。",
            en=f"“{field.verbose_name}” cannot be “{value}”: {'; '.join(error.messages)}. Correct it and save again.",
        ) from error
