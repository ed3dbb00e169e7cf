"""Seals of days."""

from datetime import date, timedelta

from tests.web.conftest import AT

from jianfu.tables import audit_chain
from jianfu.web.base.actions import audit, sealing
from jianfu.web.base.actor import SYSTEM
from jianfu.web.base.models import AuditSeal
from jianfu.web.base.queries.audit import export

DEED = audit.Deed("test.write", "test", "1")


def test_each_day_that_is_over_is_sealed_once(db: None) -> None:
    for days in (0, 0, 2, 3):
        audit.write(by=SYSTEM, at=AT + timedelta(days=days), deeds=[DEED])
    assert sealing.seal_until(date(2026, 9, 3)) == 2
    assert sealing.seal_until(date(2026, 9, 3)) == 0
    kept = list(AuditSeal.objects.order_by("day").values_list("day", "first_seq", "last_seq"))
    assert kept == [(date(2026, 9, 1), 1, 2), (date(2026, 9, 3), 3, 3)]
    assert audit_chain.check(export()).seals == 2


def test_an_entry_that_comes_late_is_sealed_with_the_next_day(db: None) -> None:
    audit.write(by=SYSTEM, at=AT, deeds=[DEED])
    sealing.seal_until(AT.date())
    audit.write(by=SYSTEM, at=AT, deeds=[DEED])
    assert sealing.seal_until(AT.date()) == 0
    assert sealing.seal_until(AT.date() + timedelta(days=1)) == 1
    assert audit_chain.check(export()).seals == 2


def test_an_entry_ahead_of_its_day_does_not_stop_the_sealing(db: None) -> None:
    audit.write(by=SYSTEM, at=AT + timedelta(days=5), deeds=[DEED])
    audit.write(by=SYSTEM, at=AT, deeds=[DEED])
    assert sealing.seal_until(AT.date() + timedelta(days=9)) == 1
    assert audit_chain.check(export()).seals == 1
