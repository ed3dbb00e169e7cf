"""Who may change an entry, and stale versions."""

from typing import Any

import pytest

from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import asset as assets
from jianfu.web.registry.actions.permit import locked, permit


def test_whoever_lacks_the_permission_at_the_unit_is_told_where(actor: Any, units: Any) -> None:
    with pytest.raises(UnableToPermit, match="云泽市卫生健康委员会"):
        permit(actor(Role.COORDINATOR, "X"), Permission.REGISTRY_CHANGE, units["DH"])


def test_a_stale_version_says_what_others_changed(asset: Any, moment: Any) -> None:
    entry = asset()
    assets.change(asset=entry, values={"purpose": "发布水情"}, version=1, **moment)
    with pytest.raises(UnableToSave, match="用途"):
        locked(entry, 1)
    assert locked(entry, 2).purpose == "发布水情"
