"""Entries of the audit chain: linked, unforked, unchangeable, and written fast."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.web.conftest import AT
from tests.web.processes import Place

from jianfu.tables import audit_chain
from jianfu.web.base.actions import audit, sealing
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import SYSTEM
from jianfu.web.base.models import AuditEntry, AuditHead, AuditSeal
from jianfu.web.base.queries.audit import export

WRITER = str(Path(__file__).parent / "writer.py")
VALUES = {"名称": "清河水务", "fans": 3.0, "share": 0.25, "none": None, "many": [1, 1e16]}


def _write(count: int, **given: object) -> None:
    deeds = [Deed("registry.change", "asset", f"A{n}", before={"name": "旧"}, after=VALUES) for n in range(count)]
    audit.write(by=SYSTEM, at=given.get("at", AT), deeds=deeds)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, audit.MANY + 1])
def test_what_was_written_is_read_back_as_a_whole_chain(db: None, count: int) -> None:
    _write(count)
    _write(2)
    checked = audit_chain.check(export())
    assert (checked.entries, checked.head) == (count + 2, AuditHead.objects.get().hash)
    assert AuditEntry.objects.get(seq=1).after == VALUES
    assert AuditEntry.objects.get(seq=1).at == AT


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE base_auditentry SET reason = 'x'",
        "DELETE FROM base_auditentry",
        "UPDATE base_auditseal SET root = 'x'",
        "DELETE FROM base_auditseal",
        "UPDATE base_audithead SET seq = 0",
        "DELETE FROM base_audithead",
        "TRUNCATE base_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_delete(db: None, statement: str) -> None:
    _write(1)
    sealing.seal_until(AT.date())
    assert AuditSeal.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (AuditEntry.objects.count(), AuditSeal.objects.count(), AuditHead.objects.get().seq) == (1, 1, 1)


def test_reading_what_is_sealed_is_an_entry_that_says_nothing_of_it(db: None) -> None:
    audit.read(by=SYSTEM, at=AT, object_kind="credential", object_id="7", unit="XW")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.before, entry.after) == ("sealed.read", "7", None, None)


def test_several_processes_writing_at_once_neither_fork_the_chain_nor_lose_an_entry(place: Place) -> None:
    writers = [place.start(WRITER, str(number)) for number in range(3)]
    for writer in writers:
        _, complained = writer.communicate(timeout=60)
        assert writer.returncode == 0, complained
    lines = place.run(WRITER, "export").splitlines()
    assert audit_chain.check(lines).entries == 60
    written = [json.loads(line)["entry"]["object_id"] for line in lines[1:]]
    for number in range(3):
        assert [each for each in written if each.startswith(f"{number}-")] == [f"{number}-{n}" for n in range(20)]


def test_entries_of_a_day_that_was_undone_leave_no_gap(db: None, actor: Callable[..., object]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        _write(3, at=AT + timedelta(hours=1))
        raise RuntimeError
    _write(1)
    assert audit_chain.check(export()).entries == 1
