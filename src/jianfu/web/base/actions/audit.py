"""Write to the audit chain.

Invariant: entry n carries the hash of entry n-1, and its own hash covers everything it says. The chain cannot fork:
the head row is locked until the writer's transaction ends. Database triggers forbid every other change.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from jianfu.tables.audit_chain import HASHED, hash_of, plain
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, AuditHead

COLUMNS = (*HASHED, "hash")
MANY = 500


@dataclass(frozen=True, slots=True)
class Deed:
    """What one entry says beyond who and when. ``before`` and ``after`` hold plain JSON values."""

    action: str  # dotted, such as ``registry.change``
    object_kind: str
    object_id: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    unit: str = ""
    role: str = ""
    reason: str = ""
    rule: str = ""


def write(*, by: Actor, at: datetime, deeds: Iterable[Deed], request_id: str = "") -> list[AuditEntry]:
    """Append one entry a deed, in order, in the caller's transaction, and return them.

    Call it in the transaction that changes the rows, so that either both stand or neither does.
    """
    at = at.astimezone(UTC)
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
        entries = []
        for deed in deeds:
            entries.append(_entry(deed, by=by, at=at, request_id=request_id, head=head))
            head.seq, head.hash = entries[-1].seq, entries[-1].hash
        _keep(entries)
        if entries:
            head.save(update_fields=["seq", "hash"])
    return entries


def read(*, by: Actor, at: datetime, object_kind: str, object_id: str, unit: str = "", request_id: str = "") -> None:
    """Note that somebody read what is sealed. Nothing of what was read is written down."""
    write(by=by, at=at, deeds=[Deed("sealed.read", object_kind, object_id, unit=unit)], request_id=request_id)


def _entry(deed: Deed, *, by: Actor, at: datetime, request_id: str, head: AuditHead) -> AuditEntry:
    said = {
        "seq": head.seq + 1, "at": at.isoformat(), "actor_pk": by.user_pk, "actor": by.name, "role": deed.role,
        "unit": deed.unit, "action": deed.action, "object_kind": deed.object_kind, "object_id": str(deed.object_id),
        "before": plain(deed.before), "after": plain(deed.after), "reason": str(deed.reason), "rule": deed.rule,
        "request_id": request_id, "previous_hash": head.hash,
    }  # fmt: skip
    return AuditEntry(**{**said, "at": at}, hash=hash_of(said))


def _keep(entries: list[AuditEntry]) -> None:
    """Insert the entries; many of them in the way the database takes fastest."""
    if len(entries) < MANY:
        AuditEntry.objects.bulk_create(entries)
    elif connection.vendor == "postgresql":
        _copy(entries)
    else:
        _execute_many(entries)


def _row(entry: AuditEntry) -> list[Any]:
    texts = {name: json.dumps(value) for name in ("before", "after") if (value := getattr(entry, name)) is not None}
    return [texts.get(name, getattr(entry, name)) for name in COLUMNS]


def _names() -> str:
    return ", ".join(connection.ops.quote_name(name) for name in COLUMNS)


def _copy(entries: list[AuditEntry]) -> None:
    table = AuditEntry._meta.db_table
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({_names()}) FROM STDIN") as copy:
        for entry in entries:
            copy.write_row(_row(entry))


def _execute_many(entries: list[AuditEntry]) -> None:
    moments = connection.ops
    marks = ", ".join(["%s"] * len(COLUMNS))
    at = COLUMNS.index("at")
    rows = [_row(entry) for entry in entries]
    for row in rows:
        row[at] = moments.adapt_datetimefield_value(row[at])
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {AuditEntry._meta.db_table} ({_names()}) VALUES ({marks})", rows)
