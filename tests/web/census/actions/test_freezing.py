"""N0 is frozen once; what is found late restates it and never changes it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import freezing as actions
from jianfu.web.census.actions.unable import UnableToFreeze
from jianfu.web.census.models import Baseline, Campaign, Declaration, LateFind
from jianfu.web.registry.actions import asset as entry
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

LATER = AT + timedelta(days=10)


@pytest.fixture
def frozen(table: Declaration, lead: Actor) -> Baseline:
    return actions.freeze(campaign=table.campaign, by=lead, at=AT, reason="第三季度")


def test_a_freeze_counts_what_lives_and_was_declared(
    table: Declaration, lead: Actor, asset: Callable[..., Asset]
) -> None:
    asset("已关", state="closed", closed_on=date(2026, 8, 1))
    asset("明天才登记", declared_on=TODAY + timedelta(1), opened_on=date(2020, 1, 1))
    asset("类别不在内", category="app")
    frozen = actions.freeze(campaign=table.campaign, by=lead, at=AT)
    assert (frozen.entries_count, frozen.by_category) == (2, {"new_media": 1, "work_group": 1})
    assert (frozen.unsigned, frozen.frozen_on) == (10, timezone.localdate(AT))


def test_the_hash_of_the_list_stands_in_the_audit_chain(frozen: Baseline) -> None:
    said = AuditEntry.objects.get(seq=frozen.audit_seq)
    assert said.action == "census.freeze"
    assert (
        said.after["content_hash"]
        == frozen.content_hash
        == actions.hash_of([("A2", "work_group", "XW"), ("A1", "new_media", "XW")])
    )
    assert actions.is_as_frozen(frozen)
    frozen.entries.filter(asset__asset_id="A1").update(category="app")
    assert not actions.is_as_frozen(frozen)


def test_a_second_freeze_is_refused(frozen: Baseline, lead: Actor) -> None:
    with pytest.raises(UnableToFreeze):
        actions.freeze(campaign=frozen.campaign, by=lead, at=LATER)
    assert Campaign.objects.get().state == "frozen"


def test_only_those_who_may_open_freeze(table: Declaration, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        actions.freeze(campaign=table.campaign, by=actor(Role.COORDINATOR, "P"), at=AT)
    assert not Baseline.objects.exists()


def test_a_late_find_restates_n0_with_its_finder_and_leaves_n0_alone(
    frozen: Baseline, lead: Actor, actor: Callable[..., Actor], units: dict[str, Unit]
) -> None:
    finder = actor(Role.COORDINATOR, "X", name="周巡查")
    values = {"name": "清河供水", "category": "new_media", "sponsor": units["XW"], "declared_source": "巡查发现"}
    entry.create(values={**values, "opened_on": date(2024, 1, 1)}, asset_id="L1", by=finder, at=LATER)
    entry.create(values={**values, "name": "新开", "opened_on": LATER.date()}, asset_id="L2", by=finder, at=LATER)
    entry.create(values={**values, "name": "不知何时开"}, asset_id="L3", by=finder, at=LATER)
    found = actions.attach(baseline=frozen, by=lead, at=LATER)
    assert [(one.asset.asset_id, one.found_by, one.source) for one in found] == [("L1", "周巡查", "巡查发现")]
    frozen.refresh_from_db()
    assert (frozen.entries_count, frozen.late_finds.count()) == (2, 1)
    said = AuditEntry.objects.get(action="census.restate").after
    assert (said["n0"], said["n0_restated"], said["late_finds"]) == (2, 3, ["L1"])


def test_attaching_twice_adds_nothing(frozen: Baseline, lead: Actor, asset: Callable[..., Asset]) -> None:
    asset("补登", declared_on=LATER.date(), opened_on=date(2024, 1, 1))
    assert len(actions.attach(baseline=frozen, by=lead, at=LATER)) == 1
    assert actions.attach(baseline=frozen, by=lead, at=LATER) == []
    assert LateFind.objects.count() == AuditEntry.objects.filter(action="census.restate").count() == 1


def test_a_clerk_attaches_nothing(frozen: Baseline, clerk: Actor) -> None:
    with pytest.raises(UnableToPermit):
        actions.attach(baseline=frozen, by=clerk, at=LATER)
