"""Say how one entry stands to another, and end it."""

from datetime import date

from django.db import transaction

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.models import Asset, AssetRelation

# A chain of these that comes back to where it began means nothing.
ONE_WAY = frozenset({AssetRelation.Kind.MAIN_ACCOUNT, AssetRelation.Kind.SUCCESSOR, AssetRelation.Kind.INTEGRATED_INTO})


@transaction.atomic
def add(*, asset: Asset, kind: str, other: Asset, since: date | None, doing: Doing) -> AssetRelation:
    """Say that an entry stands so to another from a day on, and return the relation.

    Raises UnableToPermit, and UnableToSave where it stands so already, is the same entry, or a circle would close.
    """
    asset = doing.begin(asset)
    if asset.pk == other.pk or (kind in ONE_WAY and _leads_back(other, asset, kind)):
        raise UnableToSave(
            zh=f"“{asset.name}”与“{other.name}”会互为“{AssetRelation.Kind(kind).label}”，绕成一圈。请核对方向。",
            en=f"“{asset.name}” and “{other.name}” would each be the other's. Check the direction.",
        )
    if AssetRelation.objects.filter(asset=asset, kind=kind, other=other, until=None).exists():
        raise UnableToSave(zh="这一关系已经登记。", en="This relation is entered already.")
    relation = AssetRelation.objects.create(asset=asset, kind=kind, other=other, since=since)
    after = {"kind": kind, "other": other.asset_id, "since": since.isoformat() if since else None}
    doing.end("registry.relation_add", asset, None, after)
    return relation


def _leads_back(start: Asset, goal: Asset, kind: str) -> bool:
    seen, wave = {start.pk}, {start.pk}
    while wave:
        rows = AssetRelation.objects.filter(asset__in=wave, kind=kind, until=None).values_list("other_id", flat=True)
        wave = set(rows) - seen
        if goal.pk in wave:
            return True
        seen |= wave
    return False


@transaction.atomic
def end(*, relation: AssetRelation, until: date, doing: Doing) -> None:
    """End a relation on a day; it stays as history. Raises UnableToSave where it was ended before."""
    asset = doing.begin(relation.asset)
    if not AssetRelation.objects.filter(pk=relation.pk, until=None).update(until=until):
        raise UnableToSave(zh="这一关系已经结束。请重新打开页面。", en="This relation has ended. Open the page again.")
    said = {"kind": relation.kind, "other": relation.other.asset_id}
    doing.end("registry.relation_end", asset, {**said, "until": None}, {**said, "until": until.isoformat()})
