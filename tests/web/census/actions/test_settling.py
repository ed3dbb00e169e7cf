"""A conflict is settled: what holds is written by whoever may, and said in the audit chain."""

from collections.abc import Callable

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import reconciliation as actions
from jianfu.web.census.actions.reconciliation import UnableToReconcile
from jianfu.web.census.models import Campaign, Declaration, Match, MatchDecision
from jianfu.web.registry.models import Asset

OURS, THEIRS = "register|A1", "national|N1"


@pytest.fixture
def conflict(table: Declaration) -> Match:
    """Return a conflict: the national system calls the water bureau's account otherwise."""
    records = {
        THEIRS: {"name": "清河水利", "platform": "微信", "state": "active"},
        OURS: {"name": "清河水务", "platform": "微信", "state": "active"},
    }
    return Match.objects.create(
        campaign=table.campaign, key="t:register|A1", kind="conflict", name="清河水务", unit=table.unit,
        asset=Asset.objects.get(asset_id="A1"), sources="national+register", differing=["folded"], records=records,
    )  # fmt: skip


def _decide(match: Match, by: Actor, right: str = THEIRS) -> None:
    actions.decide(matches=[match], verdict="same", right={match.pk: right}, note="核实", by=by, at=AT)


def test_the_clerk_proposes_it_in_the_table_beside_what_was_corrected(
    conflict: Match, table: Declaration, clerk: Actor
) -> None:
    table.rows.create(asset=conflict.asset, kind="change", values={"followers": 9}, changed_at=AT)
    _decide(conflict, clerk)
    row = table.rows.get()
    assert (row.kind, row.values, row.source) == ("change", {"name": "清河水利", "followers": 9}, "national")
    assert Asset.objects.get(asset_id="A1").name == "清河水务"  # until the responsible person signs


def test_a_coordinator_corrects_the_register_and_the_chain_says_so(
    conflict: Match, actor: Callable[..., Actor]
) -> None:
    _decide(conflict, actor(Role.COORDINATOR, "X"))
    assert Asset.objects.get(asset_id="A1").name == "清河水利"
    said = AuditEntry.objects.get(action="census.decide").after
    assert said == {"verdict": "same", "right": THEIRS, "written": {"name": "清河水利"}}
    assert AuditEntry.objects.get(action="registry.change").reason == "核实"
    assert MatchDecision.objects.get().right == THEIRS


def test_what_another_source_says_is_closed_is_closed(conflict: Match, actor: Callable[..., Actor]) -> None:
    conflict.records[THEIRS]["state"] = "closed"
    conflict.differing = ["state"]
    _decide(conflict, actor(Role.COORDINATOR, "X"))
    assert Asset.objects.get(asset_id="A1").state == "closed"


def test_where_the_register_is_right_nothing_is_written(conflict: Match, lead: Actor) -> None:
    _decide(conflict, lead, OURS)
    assert not AuditEntry.objects.filter(action="registry.change").exists()
    assert AuditEntry.objects.get(action="census.decide").after["written"] == {}


def test_who_may_not_write_may_not_decide_against_the_register(conflict: Match, lead: Actor) -> None:
    with pytest.raises(UnableToPermit):
        _decide(conflict, lead)
    assert not MatchDecision.objects.exists()


def test_one_side_has_to_be_named(conflict: Match, clerk: Actor) -> None:
    with pytest.raises(UnableToReconcile):
        _decide(conflict, clerk, "")


def test_a_clerk_decides_neither_for_others_nor_likenesses(
    conflict: Match, clerk: Actor, campaign: Campaign, actor: Callable[..., Actor]
) -> None:
    with pytest.raises(UnableToPermit):
        _decide(conflict, actor(Role.CLERK, "XH"))
    conflict.kind = Match.Kind.SUGGESTED
    with pytest.raises(UnableToPermit):
        _decide(conflict, clerk)
