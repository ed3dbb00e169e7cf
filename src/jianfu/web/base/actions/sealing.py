"""Seal the audit entries of days that are over."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.tables.audit_chain import FIRST, root_of
from jianfu.web.base.models import AuditEntry, AuditHead, AuditSeal


def seal_until(day: date) -> int:
    """Seal every day up to and including that one, and return how many were sealed. Days without entries have none."""
    sealed = 0
    with transaction.atomic():
        AuditHead.objects.select_for_update().get_or_create(pk=1)
        while (entry := _first_unsealed()) is not None:
            unsealed_day = timezone.localtime(entry.at).date()
            last = AuditSeal.objects.order_by("-day").first()
            # A late clock must not let an entry slip behind a day that is sealed already.
            unsealed_day = max(unsealed_day, last.day + timedelta(days=1)) if last else unsealed_day
            if unsealed_day > day:
                break
            _seal(unsealed_day, first_seq=entry.seq, previous=last.root if last else FIRST)
            sealed += 1
    return sealed


def seal_due(*, at: datetime) -> int:
    """Seal every day that is over at that moment, and return how many were sealed."""
    return seal_until(timezone.localdate(at) - timedelta(days=1))


def _first_unsealed() -> AuditEntry | None:
    last = AuditSeal.objects.order_by("-day").first()
    return AuditEntry.objects.filter(seq__gt=last.last_seq if last else 0).order_by("seq").first()


def _seal(day: date, *, first_seq: int, previous: str) -> None:
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    beyond = AuditEntry.objects.filter(seq__gte=first_seq, at__gte=ends).order_by("seq").first()
    within = AuditEntry.objects.filter(seq__gte=first_seq)
    within = within.filter(seq__lt=beyond.seq) if beyond else within
    hashes: list[Any] = list(within.order_by("seq").values_list("seq", "hash"))
    if beyond is not None and beyond.seq == first_seq:
        hashes = [(beyond.seq, beyond.hash)]
    AuditSeal.objects.create(
        day=day,
        first_seq=first_seq,
        last_seq=hashes[-1][0],
        root=root_of(day.isoformat(), previous, (found for _seq, found in hashes)),
    )
