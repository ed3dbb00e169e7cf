"""What is asked of the audit chain: who did what to one thing, what an actor may see of it, all of it as a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from jianfu.tables.audit_chain import COLUMNS_OF_SEAL, HASHED, lines_of
from jianfu.web.base import deed_names
from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.models import AuditEntry, AuditHead, AuditSeal
from jianfu.web.base.permissions import PERMISSIONS, Permission

Value = Any


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an entry changed; None where it was, or is, empty."""

    label: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with the fields it changed."""

    entry: AuditEntry
    changes: tuple[Change, ...]

    @property
    def name(self) -> Value:
        """Return what was done in words; the code itself where it has none."""
        return deed_names.ACTIONS.get(self.entry.action, self.entry.action)


def seen_by(actor: Actor) -> QuerySet[AuditEntry]:
    """Return the entries of the units the actor audits; whoever audits the whole tree sees those of no unit too."""
    entries = AuditEntry.objects.all()
    if not actor.may(Permission.AUDIT_VIEW):
        return entries.none()
    granting = [held for held in actor.held if Permission.AUDIT_VIEW in PERMISSIONS[held.role]]
    if any(held.reach is Reach.SUBTREE and held.path.count("/") == 2 for held in granting):
        return entries
    # By name: the base does not import the units above it, it only keeps their ids.
    units = apps.get_model("units", "Unit").objects.filter(actor.scope(Permission.AUDIT_VIEW))
    return entries.filter(unit__in=units.values("unit_id"))


def seals_seen_by(actor: Actor) -> QuerySet[AuditSeal]:
    """Return the seals for those who audit; they say nothing of what was done."""
    return AuditSeal.objects.all() if actor.may(Permission.AUDIT_VIEW) else AuditSeal.objects.none()


def history(
    object_kind: str, object_id: str, labels: Mapping[str, Any] | None = None, *, limit: int = 100,
    said: Callable[[str, Value], Value] | None = None,
) -> list[Told]:  # fmt: skip
    """Return what was done to one thing, newest first, with the fields changed under their labels.

    ``said`` tells the value of a field as the caller's own pages show it.
    The caller has made sure that the reader may see the thing. Show it with ``base/history.html``.
    """
    entries = AuditEntry.objects.filter(object_kind=object_kind, object_id=str(object_id)).order_by("-seq")[:limit]
    return [Told(entry, changes_of(entry, labels or {}, said)) for entry in entries]


def changes_of(
    entry: AuditEntry, labels: Mapping[str, Any] | None = None, said: Callable[[str, Value], Value] | None = None
) -> tuple[Change, ...]:
    """Return the fields in which before and after differ, in the order of the labels, then of the entry.

    Without labels they are called as on the pages of such a thing.
    """
    before, after, kind = entry.before or {}, entry.after or {}, entry.object_kind
    labels = labels if labels is not None else deed_names.labels_of(kind)
    shown = said or partial(deed_names.shown, kind)
    names = list(dict.fromkeys([*(name for name in labels if name in before or name in after), *before, *after]))
    return tuple(
        Change(
            str(labels.get(name, name)),
            shown(name, before.get(name)),
            shown(name, after.get(name)),
        )
        for name in names
        if before.get(name) != after.get(name)
    )


def export() -> Iterator[str]:
    """Return the whole chain as the lines of a file, as it stands at one moment."""
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    # Nothing up to the head ever changes, so no transaction is needed to read it whole.
    seals = AuditSeal.objects.filter(last_seq__lte=head.seq).order_by("day").values(*COLUMNS_OF_SEAL)
    entries = AuditEntry.objects.filter(seq__lte=head.seq).order_by("seq").values(*HASHED, "hash")
    yield from lines_of(
        last_seq=head.seq,
        head=head.hash,
        seals=({**seal, "day": seal["day"].isoformat()} for seal in seals),
        entries=({**entry, "at": entry["at"].isoformat()} for entry in entries.iterator(chunk_size=2000)),
    )
