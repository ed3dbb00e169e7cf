"""The database itself refuses to change or delete what the audit chain says."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from tests.web.conftest import AT

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role


@pytest.mark.parametrize(
    "deed", [lambda: AuditEntry.objects.update(reason="x"), lambda: AuditEntry.objects.all().delete()]
)
def test_no_entry_is_changed_or_deleted(actor: Callable[..., Actor], deed: Callable[[], object]) -> None:
    audit.write(by=actor(Role.CLERK, "XW"), at=AT, deeds=[Deed("units.change", "unit", "XW")])
    with pytest.raises(DatabaseError), transaction.atomic():
        deed()
    assert AuditEntry.objects.get(object_id="XW").reason == ""
