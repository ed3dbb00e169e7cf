"""What every change of what hangs on an entry shares: lock, permit, count the version, write to the chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jianfu.web.base.actions import audit
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.actions.asset import deed_of
from jianfu.web.registry.actions.permit import locked, permit
from jianfu.web.registry.models import Asset


@dataclass(frozen=True, slots=True)
class Doing:
    """Who changes what hangs on an entry, when, why, under which request and by which permission."""

    by: Actor
    at: datetime
    reason: str = ""
    request_id: str = ""
    permission: Permission = Permission.REGISTRY_CHANGE

    def begin(self, asset: Asset, version: int | None = None) -> Asset:
        """Return the entry locked. Raises UnableToPermit, UnableToSave where the version is stale."""
        found = locked(asset, version)
        permit(self.by, self.permission, found.sponsor)
        return found

    def end(self, action: str, asset: Asset, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Asset:
        """Count the version, write the deed, and return the entry."""
        asset.version, asset.changed_at = asset.version + 1, self.at
        asset.save(update_fields=["version", "changed_at"])
        role = self.by.role_for(self.permission)
        deed = deed_of(action, asset, before, after, role=role, reason=self.reason)
        audit.write(by=self.by, at=self.at, deeds=[deed], request_id=self.request_id)
        return asset
