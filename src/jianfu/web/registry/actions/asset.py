"""Enter an entry and change what it says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import naming, observation
from jianfu.web.registry.actions.permit import locked, permit
from jianfu.web.registry.actions.values import MEASURES, OBSERVED, plain_of, typed
from jianfu.web.registry.models import Asset

CHANGE = Permission.REGISTRY_CHANGE


@transaction.atomic
def create(
    *, values: Mapping[str, Any], by: Actor, at: datetime, asset_id: str = "", reason: str = "", request_id: str = "",
    permission: Permission = CHANGE,
) -> Asset:  # fmt: skip
    """Enter a new entry and return it; its number is made where none is given. The state is active unless said.

    ``values`` are columns of the entry, typed or plain JSON. Raises UnableToPermit, UnableToSave.
    """
    said = {"state": "active", **typed(values)}
    _require(said)
    permit(by, permission, said["sponsor"])
    today = timezone.localdate(at)
    asset = Asset(**{name: value for name, value in said.items() if name not in OBSERVED}, created_at=at, changed_at=at)
    refuse_borne(asset)
    asset.asset_id = asset_id or number_for(asset)
    asset.declared_on = asset.declared_on or today
    asset.search = searched(asset)
    _save_new(asset)
    _observe(asset, said, today)
    asset.save()
    naming.bear(asset, since=asset.opened_on)
    after = {name: value for name, value in plain_of(asset, said).items() if value not in (None, "", [])}
    deed = deed_of("registry.create", asset, None, after, role=by.role_for(permission), reason=reason)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return asset


@transaction.atomic
def change(
    *, asset: Asset, values: Mapping[str, Any], version: int | None, by: Actor, at: datetime, reason: str = "",
    request_id: str = "", permission: Permission = CHANGE,
) -> Asset:  # fmt: skip
    """Change columns of an entry and return it; unchanged ones are left alone, and nothing is written where all are.

    Raises UnableToPermit (at the old and the new sponsor), UnableToSave where the version is stale or a value is none.
    """
    asset = locked(asset, version)
    permit(by, permission, asset.sponsor)
    said = typed(values)
    before = plain_of(asset, said)
    if (sponsor := said.get("sponsor")) and sponsor != asset.sponsor:
        permit(by, permission, sponsor)
    _apply(asset, said, timezone.localdate(at))
    changed = [name for name, value in plain_of(asset, said).items() if value != before[name]]
    if not changed:
        return asset
    if {"name", "platform", "platform_id", "url"} & set(changed) and asset.state != "closed":
        refuse_borne(asset)
    _rename(asset, before, changed, timezone.localdate(at))
    asset.search, asset.version, asset.changed_at = searched(asset), asset.version + 1, at
    asset.save()
    old = {name: before[name] for name in changed}
    after = plain_of(asset, changed)
    deed = deed_of("registry.change", asset, old, after, role=by.role_for(permission), reason=reason)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return asset


def _apply(asset: Asset, said: Mapping[str, Any], today: Any) -> None:
    for name, value in said.items():
        if name not in OBSERVED:
            setattr(asset, name, value)
    _observe(asset, said, today)


def _observe(asset: Asset, said: Mapping[str, Any], today: Any) -> None:
    """Note the measures that differ from what the entry shows; a measure left empty stays as it was observed."""
    measures = {name: said[name] for name in MEASURES if name in said and said[name] != getattr(asset, name)}
    moved = said.get("observed_on") not in (None, asset.observed_on)
    if moved and "last_activity_on" in said:
        measures["last_activity_on"] = said["last_activity_on"]  # seen again, unchanged: the silence is longer
    observation.note(
        asset, measures, observed_on=said.get("observed_on"), source=said.get("activity_source") or "", as_of=today
    )


def _rename(asset: Asset, before: Mapping[str, Any], changed: list[str], today: Any) -> None:
    kinds = tuple(kind for kind in naming.BORNE if kind in changed)
    for kind in kinds:
        naming.drop(asset, kind=kind, value=before[kind], until=today)
    if asset.state != "closed":
        naming.bear(asset, since=today, kinds=kinds)


def number_for(asset: Asset) -> str:
    """Return a free number: platform and account as the engine makes it, else the sponsor's number and a count."""
    made = f"{asset.platform}:{asset.platform_id}" if asset.platform and asset.platform_id else ""
    if made and len(made) <= 80 and not Asset.objects.filter(asset_id=made).exists():
        return made
    stem = (made or asset.sponsor.unit_id)[:70]
    number = Asset.objects.filter(sponsor=asset.sponsor).count() + 1
    while Asset.objects.filter(asset_id=f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number}"


def refuse_borne(asset: Asset) -> None:
    """Raise UnableToSave where an entry that is not closed has the same account on the same platform."""
    if not asset.platform or not asset.platform_id:
        return
    same = Asset.objects.filter(platform=asset.platform, platform_id=asset.platform_id)
    other = same.exclude(state="closed").exclude(pk=asset.pk).select_related("sponsor").first()
    if other:
        raise UnableToSave(
            zh=f"平台账号“{asset.platform} {asset.platform_id}”已由“{other.sponsor.name}”登记为“{other.name}”。"
            "同一账号只登记一次；如已换主办单位，请在原条目上变更。",
            en=f"“{asset.platform} {asset.platform_id}” is already entered as “{other.name}” of "
            f"“{other.sponsor.name}”. An account is entered once; where the sponsor changed, change that entry.",
        )


def searched(asset: Asset) -> str:
    """Return what the search column of an entry holds."""
    return text_for(asset.name, asset.platform_id, asset.filing_no, asset.asset_id)


def _require(said: Mapping[str, Any]) -> None:
    for name in ("category", "name", "sponsor"):
        if not said.get(name):
            label = Asset._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise UnableToSave(zh=f"“{label}”必须填写。", en=f"“{label}” must be given.")


def _save_new(asset: Asset) -> None:
    if Asset.objects.filter(asset_id=asset.asset_id).exists():
        raise UnableToSave(
            zh=f"编号“{asset.asset_id}”已被使用。请换一个，或留空由系统生成。",
            en=f"The number “{asset.asset_id}” is taken. Choose another, or leave it empty and one is made.",
        )
    asset.save()


def deed_of(
    action: str, asset: Asset, before: Mapping[str, Any] | None, after: Mapping[str, Any], *, role: str, reason: str
) -> Deed:
    """Return the deed of an entry: it speaks of the entry's number, at its sponsor, and says the version reached."""
    return Deed(
        action,
        "asset",
        asset.asset_id,
        before,
        {**after, "version": asset.version},
        unit=asset.sponsor.unit_id,
        role=role,
        reason=reason,
    )
