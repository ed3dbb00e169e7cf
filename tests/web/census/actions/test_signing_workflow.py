"""Whatever people do in whatever order, a settled table stands under a signature of somebody else over its content."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.unable import Unable
from jianfu.web.census.actions import declaration, signing
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.content import hash_of, lines_of
from jianfu.web.registry.models import Asset

State = Declaration.State
KINDS = st.sampled_from(["unchanged", "changed", "gone"])


class Table(RuleBasedStateMachine):
    """One table and its two people; every run begins where the fixtures left off."""

    pk: int
    clerk: Actor
    chief: Actor

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.seen = ""

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @property
    def table(self) -> Declaration:
        return Declaration.objects.select_related("unit", "campaign").get(pk=self.pk)

    def attempt(self, act: Any, **given: Any) -> bool:
        try:
            with transaction.atomic():
                act(declaration=self.table, at=AT, **given)
        except Unable:
            return False
        return True

    @rule(number=st.sampled_from(["A1", "A2"]), kind=KINDS, name=st.sampled_from(["甲", "乙"]))
    def answer(self, number: str, kind: str, name: str) -> None:
        rows = [{"asset_id": number, "kind": kind, **({"name": name} if kind == "changed" else {})}]
        was_open = Asset.objects.filter(asset_id=number).exclude(state="closed").exists()
        assert self.attempt(declaration.propose_rows, rows=rows, by=self.clerk) is was_open

    @rule(rest=st.booleans(), nothing=st.booleans())
    def hand_in(self, rest: bool, nothing: bool) -> None:
        self.attempt(signing.hand_in, version=self.table.version, confirm_rest=rest, nothing=nothing, by=self.clerk)

    @rule()
    def look(self) -> None:
        self.seen = hash_of(self.table, lines_of(self.table))

    @rule(by_clerk=st.booleans())
    def sign(self, by_clerk: bool) -> None:
        table, now = self.table, hash_of(self.table, lines_of(self.table))
        due = table.state == State.HANDED_IN and self.seen == now == table.content_hash and not by_clerk
        assert self.attempt(signing.sign_off, seen_hash=self.seen, by=self.clerk if by_clerk else self.chief) is due

    @rule()
    def send_back(self) -> None:
        due = self.table.state == State.HANDED_IN
        assert self.attempt(signing.send_back, reason="补充", by=self.chief) is due

    @rule(members=st.integers(1, 3))
    def register_changes(self, members: int) -> None:
        Asset.objects.filter(asset_id="A2").update(members=members)

    @invariant()
    def a_settled_table_is_signed_once_by_another(self) -> None:
        table = self.table
        standing = table.sign_offs.filter(voided_at=None)
        assert standing.count() == (1 if table.is_settled else 0)
        assert bool(table.applied_at) <= table.is_settled or table.state == State.WORKING
        for signature in standing:
            assert signature.by_id == self.chief.user_pk != table.handed_in_by_id
            assert signature.content_hash == table.content_hash

    @invariant()
    def what_waits_for_signature_is_answered_in_full(self) -> None:
        table = self.table
        if table.state == State.HANDED_IN:
            assert all(line.is_answered for line in lines_of(table))
        if table.nothing and table.state in (State.HANDED_IN, State.NOTHING):
            assert all(line.kind == "gone" for line in lines_of(table))


@pytest.mark.django_db
def test_no_order_of_steps_settles_a_table_wrongly(table: Declaration, clerk: Actor, chief: Actor) -> None:
    run_state_machine_as_test(
        type("ThisTable", (Table,), {"pk": table.pk, "clerk": clerk, "chief": chief}),
        settings=settings(max_examples=12, stateful_step_count=12, deadline=None, database=None),
    )
