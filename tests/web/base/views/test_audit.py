"""The pages of the audit."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.actions import audit
from jianfu.web.base.actor import SYSTEM
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


def test_an_entry_shows_before_and_after(signed_in: Callable[..., Client]) -> None:
    audit.write(
        by=SYSTEM, at=AT, deeds=[audit.Deed("x", "asset", "A1", {"name": "旧", "same": 1}, {"name": "新", "same": 1})]
    )
    page = signed_in(Role.PROVINCIAL_LEAD, "P").get("/audit/1/").content.decode()
    assert "名称" in page  # the field by its name in plain words
    assert "<del>旧</del>" in page and "<ins>新</ins>" in page and "same" not in page


def test_the_audit_is_closed_to_those_who_do_not_audit(signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.CLERK, "XW").get("/audit/").status_code == 403
