"""The pages of the audit."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.actions import audit, sealing
from jianfu.web.base.actor import SYSTEM
from jianfu.web.base.models import AuditSeal
from jianfu.web.base.permissions import Role


@pytest.mark.parametrize(
    ("role", "unit", "seen"),
    [
        (Role.PROVINCIAL_LEAD, "P", {1, 2, 3}),
        (Role.DISCIPLINE, "X", {1}),
        (Role.DISCIPLINE, "C", {1}),
        (Role.DISCIPLINE, "D", {2}),
        (Role.ADMINISTRATOR, "P", {1, 2, 3}),
    ],
)
def test_entries_are_seen_by_whoever_audits_their_unit(
    signed_in: Callable[..., Client], role: Role, unit: str, seen: set[int]
) -> None:
    deeds = [
        audit.Deed("registry.change", "asset", "A1", {"name": "旧"}, {"name": "新"}, unit=at) for at in ("XW", "DH", "")
    ]
    audit.write(by=SYSTEM, at=AT, deeds=deeds)
    client = signed_in(role, unit)
    assert {seq for seq in (1, 2, 3) if client.get(f"/audit/{seq}/").status_code == 200} == seen
    assert client.get("/audit/").content.decode().count("<span>修改条目</span>") == len(seen)


def test_the_seals_of_days_are_listed_with_their_entries(signed_in: Callable[..., Client]) -> None:
    audit.write(by=SYSTEM, at=AT, deeds=[audit.Deed("x", "asset", "A1")] * 2)
    sealing.seal_due(at=AT)
    client = signed_in(Role.DISCIPLINE, "P")
    assert "还没有封存" in client.get("/seals/").content.decode()  # the day is not over
    sealing.seal_due(at=AT + timedelta(days=1))
    page = client.get("/seals/").content.decode()
    assert AuditSeal.objects.get().root in page
    assert "/audit/?seq__between=1..2" in page
    assert client.get("/audit/?seq__between=1..2").content.decode().count("<tr><td") == 2
    assert signed_in(Role.CLERK, "XW").get("/seals/").status_code == 403


def test_an_entry_shows_before_and_after(signed_in: Callable[..., Client]) -> None:
    audit.write(
        by=SYSTEM, at=AT, deeds=[audit.Deed("x", "asset", "A1", {"name": "旧", "same": 1}, {"name": "新", "same": 1})]
    )
    page = signed_in(Role.PROVINCIAL_LEAD, "P").get("/audit/1/").content.decode()
    assert "名称" in page  # the field by its name in plain words
    assert "<del>旧</del>" in page and "<ins>新</ins>" in page and "same" not in page


def test_the_audit_is_closed_to_those_who_do_not_audit(signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.CLERK, "XW").get("/audit/").status_code == 403
