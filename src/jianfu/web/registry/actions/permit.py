"""Who may treat an entry so, and whether what was read is still what stands."""

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit


def permit(by: Actor, permission: Permission, unit: Unit) -> None:
    """Let pass whoever holds the permission at the unit. Raises UnableToPermit for anybody else."""
    if not by.may_at(permission, unit):
        raise UnableToPermit(
            zh=f"您在“{unit.name}”没有办理此事的权限（{permission.value}）。请由本单位有权限的人员办理。",
            en=f"You may not do this at “{unit.name}” ({permission.value}). Please ask somebody of that unit who may.",
        )


def locked(asset: Asset, version: int | None = None) -> Asset:
    """Return the entry's row, locked until the transaction ends. Raises UnableToSave where its version is another."""
    found = Asset.objects.select_for_update(of=("self",)).select_related("sponsor").get(pk=asset.pk)
    if version is not None and version != found.version:
        raise stale(found, version)
    return found


def stale(asset: Asset, version: int) -> UnableToSave:
    """Return the error that says what others changed since that version was read."""
    names = "、".join(_changed_since(asset, version)) or "—"
    return UnableToSave(
        zh=f"“{asset.name}”在您打开之后已被他人修改（{names}）。请重新打开页面，核对后再保存。",
        en=f"“{asset.name}” was changed by somebody else since you opened it ({names}). Open it again and check.",
    )


def _changed_since(asset: Asset, version: int) -> list[str]:
    labels = {field.name: str(getattr(field, "verbose_name", field.name)) for field in Asset._meta.get_fields()}
    found: dict[str, None] = {}
    entries = AuditEntry.objects.filter(object_kind="asset", object_id=asset.asset_id).order_by("-seq")
    for entry in entries[: max(asset.version - version, 0)]:
        found.update({labels[name]: None for name in entry.after or {} if name in labels and name != "version"})
    return list(found)
