"""What changes of what hangs on an entry share."""

from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave


def test_beginning_asks_permission_and_version(asset: Any, doing: Any) -> None:
    entry = asset()
    with pytest.raises(UnableToPermit):
        doing(Role.CLERK, "XW").begin(entry)
    with pytest.raises(UnableToSave):
        doing().begin(entry, version=9)


def test_ending_counts_the_version_and_writes_the_deed(asset: Any, doing: Any) -> None:
    work = doing()
    assert work.end("registry.x", work.begin(asset()), None, {"a": 1}).version == 2
    assert AuditEntry.objects.get().after == {"a": 1, "version": 2}
