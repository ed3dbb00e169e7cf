"""The check finds every way a plan can be wrong; honest plans pass, whatever the register."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.workgroups.conftest import AS_OF, Open, declared, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups.consolidate import consolidate
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.proof import Fault, faults


@pytest.fixture
def planned(duck: Backend, opened: Open) -> Backend:
    """Give a register of two groups alike and one duty group, planned."""
    groups = [(group(f"G{n}", f"B{n}"), ["T1", "T2"]) for n in (1, 2)]
    duty = (group("D", "B3", sub_kind="值班应急群"), ["T1", "T2"])
    opened(duck, declared(*groups, duty))
    assert consolidate(duck, as_of=AS_OF, parameters=GroupParameters()).faults == ()
    return duck


def _found(backend: Backend, **given: Any) -> set[Fault]:
    return set(faults(backend, as_of=AS_OF, parameters=GroupParameters(**given)))


def test_a_lost_channel_is_found(planned: Backend) -> None:
    planned.sql("SELECT * FROM channels WHERE audience_unit_id <> 'T2' OR issuer_unit_id <> 'B2'", into="channels")
    assert _found(planned) == {Fault("lost_channel", "G1")}


def test_a_group_left_out_of_the_plan_is_found(planned: Backend) -> None:
    planned.sql("SELECT * FROM channels WHERE group_id <> 'D'", into="channels")
    planned.sql("SELECT * FROM group_plan WHERE asset_id <> 'D'", into="group_plan")
    assert _found(planned) == {Fault("lost_channel", "D")}


def test_a_successor_that_does_not_stay_is_found(planned: Backend) -> None:
    planned.sql(
        """SELECT * REPLACE (CASE asset_id WHEN 'G1' THEN 'dissolve' ELSE disposition END AS disposition)
        FROM group_plan""",
        into="group_plan",
    )
    assert {Fault("lost_channel", "G1"), Fault("in_use", "G1")} <= _found(planned)


def test_a_load_over_the_cap_is_found(planned: Backend) -> None:
    assert _found(planned, load_cap=15.0) == {Fault("over_cap", "G1")}


def test_a_merged_duty_group_is_found(planned: Backend) -> None:
    planned.sql(
        """SELECT * REPLACE (CASE asset_id WHEN 'D' THEN 'G1' ELSE successor_id END AS successor_id,
          CASE asset_id WHEN 'D' THEN 'merge' ELSE disposition END AS disposition) FROM group_plan""",
        into="group_plan",
    )
    assert Fault("protected", "G1") in _found(planned)


GROUPS = st.lists(
    st.fixed_dictionaries(
        {
            "sponsor": st.sampled_from(["B1", "B2", "B3", "T1", "C"]),
            "direction": st.sampled_from(["up", "down", "down", "lateral", "public", None]),
            "audience": st.sampled_from(["grassroots", "grassroots", "internal", None]),
            "msgs_per_day": st.sampled_from([0.0, 5.0, 60.0, 90.0, 150.0, 250.0, None]),
            "sub_kind": st.sampled_from([None, "条线业务群", "值班应急群", "领导班子群", "聊天群"]),
            "matter": st.sampled_from([None, "防汛", "秋收"]),
            "matter_closed_on": st.sampled_from([None, None, date(2026, 8, 1)]),
            "units": st.sets(st.sampled_from(["T1", "T2", "T3", "B1", "B2", "V1", "gone"]), max_size=4).map(sorted),
            "sender": st.sampled_from([None, None, "B1", "T2"]),
        }
    ),
    max_size=14,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(GROUPS)
def test_no_channel_in_use_is_ever_lost(opened: Open, duck: Backend, drawn: list[dict[str, Any]]) -> None:
    facts = [{name: one[name] for name in one if name not in ("sponsor", "units", "sender")} for one in drawn]
    groups = [
        (group(f"G{n:02}", one["sponsor"], **fact), one["units"])
        for n, (one, fact) in enumerate(zip(drawn, facts, strict=True))
    ]
    sent = [
        {
            "notice_id": f"N{n}",
            "asset_id": f"G{n:02}",
            "unit_id": one["sender"],
            "sent_at": datetime(2026, 9, 1),
            "text": "t",
        }
        for n, one in enumerate(drawn)
        if one["sender"]
    ]
    opened(duck, declared(*groups, notices=sent))
    outcome = consolidate(duck, as_of=AS_OF, parameters=GroupParameters())
    assert outcome.faults == ()
    assert outcome.bound <= outcome.cost + 1e-9
    plan = {row["asset_id"]: row for row in duck.sql("SELECT * FROM group_plan").to_pylist()}
    reached = {
        (row["issuer_unit_id"], row["audience_unit_id"], row["group_id"])
        for row in duck.sql("SELECT * FROM channels").to_pylist()
    }
    for number, one in enumerate(drawn):
        row = plan[f"G{number:02}"]
        if row["disposition"] == "dissolve":
            assert one["matter_closed_on"] or one["sub_kind"] == "聊天群"
            continue
        issuers = {one["sponsor"], one["sender"]} - {None}
        home = row["successor_id"] or row["asset_id"]
        assert plan[home]["disposition"] in ("keep", "review")
        assert {(issuer, unit, home) for issuer in issuers for unit in one["units"]} <= reached
