"""Units that a group addresses."""

from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import audience


def test_a_group_addresses_a_unit_until_it_does_not(asset: Any, doing: Any, units: Any) -> None:
    group = asset("河长群", category="work_group")
    audience.put(asset=group, unit=units["T"], posts=3, doing=doing())
    assert audience.put(asset=group, unit=units["T"], posts=4, doing=doing()).posts == 4
    audience.remove(asset=group, unit=units["T"], doing=doing())
    audience.remove(asset=group, unit=units["T"], doing=doing())
    assert not group.audiences.exists()
    assert AuditEntry.objects.count() == 3


def test_an_account_lists_no_units(asset: Any, doing: Any, units: Any) -> None:
    with pytest.raises(UnableToSave, match="工作群组"):
        audience.put(asset=asset(), unit=units["T"], posts=1, doing=doing())
