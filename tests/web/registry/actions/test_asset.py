"""Entering and changing entries."""

from datetime import date
from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import asset as actions
from jianfu.web.registry.models import Asset, Observation

NEW = {"category": "new_media", "name": "清河水务", "sponsor": "XW", "platform": "微信", "platform_id": "gh_1"}


def test_an_entry_gets_the_number_the_engine_would_make(units: Any, moment: Any) -> None:
    entry = actions.create(values=NEW, **moment)
    assert (entry.asset_id, entry.state, entry.declared_on) == ("微信:gh_1", "active", date(2026, 9, 1))
    assert "shuiwu" in entry.search
    assert {row.value for row in entry.names.all()} == {"清河水务", "gh_1"}


def test_without_an_account_the_number_comes_from_the_sponsor(units: Any, moment: Any) -> None:
    made = [actions.create(values={**NEW, "platform_id": "", "name": name}, **moment) for name in ("甲乙", "丙丁")]
    assert [entry.asset_id for entry in made] == ["XW-1", "XW-2"]


def test_creation_is_in_the_chain_with_its_unit_and_reason(units: Any, moment: Any) -> None:
    actions.create(values=NEW, **moment)
    said = AuditEntry.objects.get()
    assert (said.action, said.object_kind, said.object_id, said.unit) == ("registry.create", "asset", "微信:gh_1", "XW")
    assert (said.role, said.reason, said.request_id) == ("coordinator", "核实后更正", "r1")
    assert said.after["sponsor"] == "XW"


@pytest.mark.parametrize("missing", ["category", "name", "sponsor"])
def test_what_an_entry_cannot_be_without_is_asked_for(units: Any, moment: Any, missing: str) -> None:
    with pytest.raises(UnableToSave):
        actions.create(values={name: value for name, value in NEW.items() if name != missing}, **moment)
    assert not Asset.objects.exists()


def test_an_account_in_use_is_not_entered_twice_but_a_closed_one_may_be(units: Any, moment: Any) -> None:
    first = actions.create(values=NEW, **moment)
    with pytest.raises(UnableToSave, match="清河县水务局"):
        actions.create(values={**NEW, "name": "另一个"}, **moment)
    Asset.objects.filter(pk=first.pk).update(state="closed")
    again = actions.create(values={**NEW, "name": "另一个"}, **moment)
    assert again.asset_id.startswith("微信:gh_1-")


def test_another_unit_s_entries_are_out_of_reach(units: Any, moment: Any, asset: Any) -> None:
    with pytest.raises(UnableToPermit):
        actions.create(values={**NEW, "sponsor": "DH"}, **moment)
    with pytest.raises(UnableToPermit):
        actions.change(asset=asset("云泽健康", "DH"), values={"purpose": "x"}, version=None, **moment)
    with pytest.raises(UnableToPermit):
        actions.change(asset=asset(), values={"sponsor": "DH"}, version=None, **moment)


def test_a_change_writes_only_what_changed(asset: Any, moment: Any) -> None:
    entry = actions.change(asset=asset(), values={"name": "清河水利", "platform": "微信"}, version=1, **moment)
    said = AuditEntry.objects.get()
    assert (said.before, said.after) == ({"name": "清河水务"}, {"name": "清河水利", "version": 2})
    assert "shuili" in entry.search
    assert list(entry.names.order_by("pk").values_list("value", "until")) == [
        ("清河水务", date(2026, 9, 1)),
        ("清河水利", None),
    ]


def test_a_change_that_changes_nothing_writes_nothing(asset: Any, moment: Any) -> None:
    entry = actions.change(asset=asset(), values={"name": "清河水务"}, version=1, **moment)
    assert entry.version == 1
    assert not AuditEntry.objects.exists()


def test_observed_values_become_observations(asset: Any, moment: Any) -> None:
    values = {"followers": 5, "observed_on": "2026-08-30", "activity_source": "平台后台"}
    assert actions.change(asset=asset(), values=values, version=1, **moment).followers == 5
    assert Observation.objects.get().value == "5"
    with pytest.raises(UnableToSave):
        actions.change(asset=asset("丙"), values={"followers": 6}, version=1, **moment)


def test_the_same_silence_seen_again_is_longer(asset: Any, moment: Any) -> None:
    entry = asset(last_activity_on=date(2026, 5, 1), observed_on=date(2026, 6, 1), activity_source="巡查")
    values = {"last_activity_on": "2026-05-01", "observed_on": "2026-08-30", "activity_source": "巡查"}
    assert actions.change(asset=entry, values=values, version=1, **moment).observed_on == date(2026, 8, 30)


def test_a_clerk_does_not_change_directly(asset: Any, moment: Any, actor: Any) -> None:
    with pytest.raises(UnableToPermit):
        actions.change(asset=asset(), values={"purpose": "x"}, version=1, **{**moment, "by": actor(Role.CLERK, "XW")})
