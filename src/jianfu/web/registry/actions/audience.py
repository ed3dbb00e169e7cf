"""Say which units a work group addresses."""

from django.db import transaction

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.models import Asset, AssetAudience
from jianfu.web.units.models import Unit


@transaction.atomic
def put(*, asset: Asset, unit: Unit, posts: int | None, doing: Doing) -> AssetAudience:
    """Say that a group addresses so many posts of a unit (None: not known), and return the row.

    Raises UnableToPermit, UnableToSave where the entry is no work group.
    """
    asset = doing.begin(asset)
    if asset.category != "work_group":
        raise UnableToSave(
            zh="只有工作群组登记对象单位。账号和应用请填“面向对象”。",
            en="Only work groups list the units they address. For accounts and apps fill in whom they serve.",
        )
    found = AssetAudience.objects.filter(asset=asset, unit=unit).first()
    before = {"unit": unit.unit_id, "posts": found.posts} if found else None
    row, _made = AssetAudience.objects.update_or_create(asset=asset, unit=unit, defaults={"posts": posts})
    doing.end("registry.audience_put", asset, before, {"unit": unit.unit_id, "posts": posts})
    return row


@transaction.atomic
def remove(*, asset: Asset, unit: Unit, doing: Doing) -> None:
    """Say that a group addresses a unit no longer; nothing happens where it did not."""
    asset = doing.begin(asset)
    found = AssetAudience.objects.filter(asset=asset, unit=unit).first()
    if found is None:
        return
    before = {"unit": unit.unit_id, "posts": found.posts}
    found.delete()
    doing.end("registry.audience_remove", asset, before, {"unit": None, "posts": None})
