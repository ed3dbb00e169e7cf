"""Credentials in the browser's terms."""

from typing import Any

from django.urls import reverse

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, CredentialRecovery


def test_a_clerk_reports_a_loss_and_reads_the_notes_on_record(asset: Any, signed_in: Any) -> None:
    entry, client = asset(), signed_in(Role.CLERK, "XW")
    address = reverse("registry:credential", args=[entry.asset_id])
    said = {"to": "lost", "on": "2026-01-05", "notes": "材料在档案柜", "reason": "离职未交"}
    assert client.post(address, said).status_code == 302
    assert Asset.objects.get().credentials == "lost"
    assert "档案柜" not in client.get(reverse("registry:asset", args=[entry.asset_id])).content.decode()
    notes = reverse("registry:recovery_notes", args=[CredentialRecovery.objects.get().pk, entry.asset_id])
    assert client.get(notes).status_code == 405
    assert "档案柜" in client.post(notes).content.decode()
    assert AuditEntry.objects.filter(action="registry.read_recovery_notes").count() == 1


def test_without_an_outcome_nothing_is_held_again(asset: Any, signed_in: Any) -> None:
    entry, client = asset(credentials="lost"), signed_in(Role.CLERK, "XW")
    CredentialRecovery.objects.create(asset=entry, was="lost", opened_on="2026-01-01", opened_by="某")
    answer = client.post(
        reverse("registry:credential", args=[entry.asset_id]), {"to": "held", "on": "2026-01-05", "reason": "x"}
    )
    assert answer.status_code == 422


def test_another_unit_s_clerk_does_not_find_it(asset: Any, signed_in: Any) -> None:
    client = signed_in(Role.CLERK, "XH")
    assert client.get(reverse("registry:credential", args=[asset().asset_id])).status_code == 404
