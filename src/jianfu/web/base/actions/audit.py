"""Write to the audit chain.

Invariant: entry n carries the hash of entry n-1, and its own hash covers everything it says. The chain cannot fork:
the head row is locked until the writer's transaction ends.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, AuditHead

FIRST = "0" * 64
HASHED = (
    "seq", "at", "actor_pk", "actor", "role", "unit", "action", "object_kind", "object_id",
    "before", "after", "reason", "rule", "request_id", "previous_hash",
)  # fmt: skip


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


def hash_of(said: Mapping[str, Any]) -> str:
    """Return the SHA-256 over an entry's canonical JSON; ``at`` is ISO 8601 in UTC."""
    text = json.dumps({name: said[name] for name in HASHED}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(*, by: Actor, at: datetime, deeds: Iterable[Deed], request_id: str = "") -> list[AuditEntry]:
    """Append one entry a deed, in order, in the caller's transaction, and return them.

    Call it in the transaction that changes the rows, so that either both stand or neither does.
    """
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
        entries = []
        for deed in deeds:
            entries.append(_entry(deed, by=by, at=at, request_id=request_id, head=head))
            head.seq, head.hash = entries[-1].seq, entries[-1].hash
        AuditEntry.objects.bulk_create(entries, batch_size=1000)
        head.save()
    return entries


def _entry(deed: Deed, *, by: Actor, at: datetime, request_id: str, head: AuditHead) -> AuditEntry:
    said = {
        "seq": head.seq + 1, "at": at.isoformat(), "actor_pk": by.user_pk, "actor": by.name, "role": deed.role,
        "unit": deed.unit, "action": deed.action, "object_kind": deed.object_kind, "object_id": deed.object_id,
        "before": deed.before, "after": deed.after, "reason": deed.reason, "rule": deed.rule,
        "request_id": request_id, "previous_hash": head.hash,
    }  # fmt: skip
    return AuditEntry(**{**said, "at": at}, hash=hash_of(said))
