"""Whole registers: a town in 34 groups, and what must never be merged."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pytest
from tests.engine.workgroups.conftest import AS_OF, Open, Rows, declared, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups import consolidate as module
from jianfu.engine.workgroups.consolidate import GroupOutcome, consolidate
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.proof import Fault


def _plan(
    backend: Backend, parameters: GroupParameters | None = None, **given: Any
) -> tuple[GroupOutcome, dict[str, Any]]:
    outcome = consolidate(backend, as_of=AS_OF, parameters=parameters or GroupParameters(), **given)
    assert outcome.faults == ()
    return outcome, {row["asset_id"]: row for row in backend.sql("SELECT * FROM group_plan").to_pylist()}


def _of(backend: Backend, table: str, unit: str) -> dict[str, Any]:
    (row,) = backend.sql(f"SELECT * FROM {table} WHERE unit_id = '{unit}'").to_pylist()
    return dict(row)


def test_a_town_in_34_groups_ends_with_one_up_and_one_down(backend: Backend, opened: Open, town: Rows) -> None:
    outcome, plan = _plan(opened(backend, town))
    assert (outcome.groups_before, outcome.groups_after) == (34, 2)
    assert {row["successor_id"] for row in plan.values() if row["disposition"] == "merge"} == {"UP01", "DOWN01"}
    load = _of(backend, "load", "T1")
    assert (load["groups_before"], load["groups_after"]) == (34, 2)
    assert (load["notices_per_day_before"], load["notices_per_day_after"]) == (180.0, 180.0)
    assert load["irrelevant_share_after"] == 0.0
    posts = _of(backend, "post_load", "T1")
    assert (posts["readings_per_day_before"], posts["readings_per_day_after"]) == (360.0, 360.0)
    assert _of(backend, "post_load", "B01")["seen_per_day_after"] == pytest.approx(172.5)
    assert outcome.gap == 0.0
    assert outcome.units_at_two == outcome.units == 24 + 6 + 8
    assert (outcome.channels_before, outcome.channels_after) == (24 * 6 + 8, 24 * 6 + 8)


def test_two_towns_share_some_bureaus_groups(duck: Backend, opened: Open) -> None:
    shared = [(group(f"S{n}", f"B{n}"), ["T1", "T2"]) for n in (1, 2)]
    own = [(group(f"O{n}", f"B{n}"), ["T1"]) for n in (3, 4)]
    outcome, _ = _plan(opened(duck, declared(*shared, *own)))
    assert outcome.groups_after == 1
    assert _of(duck, "load", "T2") == {
        "unit_id": "T2", "groups_before": 2, "groups_after": 1, "notices_per_day_before": 16.0,
        "notices_per_day_after": 32.0, "irrelevant_share_before": 0.0, "irrelevant_share_after": 0.5,
    }  # fmt: skip


def test_where_it_would_read_too_much_in_vain_a_town_stays_out(duck: Backend, opened: Open) -> None:
    shared = [(group(f"S{n}", f"B{n}", msgs_per_day=30.0), ["T1", "T2"]) for n in (1, 2)]
    own = [(group(f"O{n}", f"B{n}", msgs_per_day=60.0), ["T1"]) for n in (3, 4)]
    _, plan = _plan(opened(duck, declared(*shared, *own, posts=5)))
    assert {one: row["successor_id"] for one, row in plan.items()} == {"S1": None, "S2": "S1", "O3": None, "O4": "O3"}


@pytest.mark.parametrize(
    ("given", "disposition", "said"),
    [
        ({"sub_kind": "值班应急群"}, "keep", "值班应急群"),
        ({"sub_kind": "领导班子群"}, "keep", "领导班子群"),
        ({"direction": "public", "audience": "public"}, "keep", "群众"),
        ({"audience": "internal"}, "keep", "没有对象相近"),
        ({"msgs_per_day": 201.0}, "keep", "超过上限"),
        ({"msgs_per_day": None}, "review", "日均消息数不明"),
        ({"direction": None}, "review", "群方向不明"),
        ({"sponsor_unit_id": None}, "review", "主办单位不明"),
        ({"matter_closed_on": date(2026, 9, 1)}, "dissolve", "已办结"),
        ({"matter_closed_on": date(2026, 9, 25)}, "merge", "并入G1"),
        ({"temporary": True, "expected_end_on": date(2026, 9, 29)}, "dissolve", "预计结束日期"),
        ({"sub_kind": "形式群"}, "dissolve", "形式群"),
        ({"sub_kind": "聊天群"}, "dissolve", "聊天群"),
        ({"last_activity_on": date(2026, 5, 1), "observed_on": date(2026, 9, 1)}, "dissolve", "没有消息"),
        ({"last_activity_on": date(2026, 5, 1)}, "merge", "并入G1"),
        ({}, "merge", "并入G1"),
    ],
    ids=[
        "a duty group stays", "a leadership group stays", "a group to the public stays",
        "another confidentiality scope is not mixed in", "a full group takes nothing in", "unknown load waits",
        "unknown direction waits", "unknown sponsor waits", "a matter long done", "a matter done five days ago",
        "past its end", "a token group", "a chat group", "silent", "silent for all we know, but nobody looked", "alike",
    ],
)  # fmt: skip
def test_what_becomes_of_a_group_beside_one_alike(
    duck: Backend, opened: Open, given: dict[str, Any], disposition: str, said: str
) -> None:
    second = group("G2", "B2", **{"sponsor_unit_id": "B2"} | given)
    _, plan = _plan(opened(duck, declared((group("G1"), ["T1", "T2"]), (second, ["T1", "T2"]))))
    assert plan["G2"]["disposition"] == disposition
    assert said in plan["G2"]["reason"]
    assert plan["G1"]["disposition"] == "keep"


def test_unknown_audience_waits(duck: Backend, opened: Open) -> None:
    _, plan = _plan(opened(duck, declared((group("G1"), ["T1"]), (group("G2", "B2"), []))))
    assert plan["G2"]["disposition"] == "review"


def test_a_notice_since_its_matter_was_done_makes_a_group_wait(duck: Backend, opened: Open) -> None:
    sent = {"notice_id": "N", "asset_id": "G2", "unit_id": "B2", "sent_at": datetime(2026, 9, 20, 9), "text": "t"}
    done = group("G2", "B2", matter_closed_on=date(2026, 9, 1))
    _, plan = _plan(opened(duck, declared((group("G1"), ["T1"]), (done, ["T1"]), notices=[sent])))
    assert plan["G2"]["disposition"] == "review"


def test_an_exempt_group_is_neither_merged_nor_dissolved(duck: Backend, opened: Open) -> None:
    waived = {
        "asset_id": "G2",
        "rule_id": "G-07",
        "reason_code": "statutory_channel",
        "valid_until": date(2026, 12, 31),
    }
    lapsed = {"asset_id": "G3", "rule_id": "G-07", "reason_code": "statutory_channel", "valid_until": date(2026, 9, 29)}
    groups = [(group(f"G{n}", f"B{n}"), ["T1", "T2"]) for n in (1, 2, 3)]
    _, plan = _plan(opened(duck, declared(*groups, exemptions=[waived, lapsed])))
    assert [plan[one]["disposition"] for one in ("G1", "G2", "G3")] == ["keep", "keep", "merge"]


def test_above_the_cap_groups_are_split_by_matter(duck: Backend, opened: Open) -> None:
    groups = [
        (group(f"G{n}", f"B{n}", msgs_per_day=60.0, matter="防汛" if n % 2 else "秋收"), ["T1", "T2"])
        for n in range(1, 7)
    ]
    outcome, plan = _plan(opened(duck, declared(*groups)))
    assert {one: row["successor_id"] for one, row in plan.items()} == {
        "G1": None, "G2": None, "G3": "G1", "G4": "G2", "G5": "G1", "G6": "G2",
    }  # fmt: skip
    assert "按事项分群" in plan["G3"]["reason"]
    assert outcome.gap == pytest.approx(0.0, abs=1e-6)


def test_a_task_set_in_two_groups_is_set_once_after(duck: Backend, opened: Open) -> None:
    sent = [
        {"notice_id": f"N{n}", "asset_id": f"G{n}", "unit_id": f"B{n}", "sent_at": datetime(2026, 9, n, 9), "text": "t"}
        for n in (1, 2)
    ]
    groups = [(group(f"G{n}", f"B{n}", msgs_per_day=100.2), ["T1"]) for n in (1, 2)]
    opened(duck, declared(*groups, notices=sent))
    duck.sql("SELECT 'T' AS group_id, notice_id FROM notices", into="notice_groups")
    outcome, _ = _plan(duck, tasks="notice_groups")
    assert outcome.groups_after == 1
    assert duck.sql("SELECT load FROM group_merges").to_pylist() == [{"load": 199.9}]
    assert _plan(duck)[0].groups_after == 2


def test_a_merger_that_does_not_pass_the_check_is_put_to_review(
    duck: Backend, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "faults", lambda *_args, **_more: (Fault("over_cap", "G1"),))
    groups = [(group(f"G{n}", f"B{n}"), ["T1"]) for n in (1, 2)]
    outcome = consolidate(opened(duck, declared(*groups)), as_of=AS_OF, parameters=GroupParameters())
    assert outcome.dispositions == {"review": 2}
    assert duck.sql("SELECT * FROM group_merges").num_rows == 0


def test_a_register_without_groups_gives_empty_tables(duck: Backend, opened: Open) -> None:
    outcome, plan = _plan(opened(duck, {}))
    assert plan == {}
    assert asdict(outcome)["gap"] == 0.0
