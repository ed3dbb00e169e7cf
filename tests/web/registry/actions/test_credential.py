"""Credentials and their recovery."""

from datetime import date
from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import credential
from jianfu.web.registry.models import CredentialRecovery

DAY = date(2026, 9, 1)


@pytest.fixture
def clerk(doing: Any) -> Any:
    """Return a clerk of the water bureau who may change credentials."""
    return doing(Role.CLERK, "XW", permission=Permission.CREDENTIAL_CHANGE)


def test_a_lost_password_opens_a_recovery_which_getting_it_back_ends(asset: Any, clerk: Any) -> None:
    entry = asset()
    credential.state(asset=entry, to="lost", doing=clerk, on=DAY, notes="原经办人离职")
    credential.state(asset=entry, to="stolen", doing=clerk, on=DAY, notes="账号发布广告")
    row = CredentialRecovery.objects.get()
    assert (row.was, "离职" in row.notes, "广告" in row.notes) == ("lost", True, True)
    with pytest.raises(UnableToSave, match="结果"):
        credential.state(asset=entry, to="held", doing=clerk, on=DAY)
    with pytest.raises(UnableToSave, match="早于"):
        credential.state(asset=entry, to="held", doing=clerk, on=date(2026, 8, 1), outcome="已找回")
    assert credential.state(asset=entry, to="held", doing=clerk, on=DAY, outcome="凭公函找回").credentials == "held"
    row.refresh_from_db()
    assert (row.ended_on, row.outcome) == (DAY, "凭公函找回")


def test_the_notes_are_not_in_the_chain_but_reading_them_is(asset: Any, clerk: Any, doing: Any) -> None:
    entry = asset()
    credential.state(asset=entry, to="lost", doing=clerk, on=DAY, notes="材料在档案柜")
    recovery = CredentialRecovery.objects.get()
    assert credential.read_notes(recovery=recovery, doing=clerk) == "材料在档案柜"
    assert [said.action for said in AuditEntry.objects.order_by("seq")] == [
        "registry.credentials", "registry.read_recovery_notes",
    ]  # fmt: skip
    assert not any("档案柜" in str(said.after) for said in AuditEntry.objects.all())
    with pytest.raises(UnableToPermit):
        credential.read_notes(recovery=recovery, doing=doing(Role.INSPECTOR, "X"))


def test_a_word_that_is_no_state_is_refused(asset: Any, clerk: Any) -> None:
    with pytest.raises(UnableToSave):
        credential.state(asset=asset(), to="gone", doing=clerk, on=DAY)
