"""The record says what was asked, received, found and not evaluated."""

import json
from datetime import date
from typing import Any

import pytest

from jianfu.tables import job
from jianfu.tables.request import Request

STAGES = ("read", "detect", "link", "notices", "workgroups", "plan", "publish", "report")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run a small submission and read its record back."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "单位.csv").write_text("单位编号,单位名称\nU1,清河县水务局\n", encoding="gb18030")
    (folder / "应用程序.csv").write_text(
        "编号,序号,类别,名称,主办单位编号,状态,账号类型,最近活跃日期,监测日期\n"
        "A1,1,政务新媒体,清河水务,U1,在用,发布类,2026-01-01,2026-08-01\n"
        "A2,2,政务新媒体,清河节水,U1,在用,发布类,,2026-08-01\n"
        "A3,3,新媒,清河河长,U1,在用,发布类,2026-01-01,2026-08-01\n",
        encoding="gb18030",
    )
    out = tmp_path_factory.mktemp("out") / "out"
    asked = Request(inputs=(folder,), out=out, as_of=date(2026, 9, 1), packs=("jiangsu",))
    job.run(asked, lambda _stage, _share: None)
    told: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return told


def test_what_was_asked_can_be_asked_again(record: dict[str, Any]) -> None:
    assert (record["as_of"], record["packs"]) == ("2026-09-01", ["national", "jiangsu"])
    assert record["parameters"]["max_hit_percent"] == 40.0


def test_what_was_received_and_ignored_is_said(record: dict[str, Any]) -> None:
    assert record["tables"]["assets"] == {"received": 3, "accepted": 2, "rejected": 1}
    assert {entry["encoding"].lower() for entry in record["inputs"]} == {"gb18030"}
    assert "序号" in {entry["column"] for entry in record["ignored"]}
    assert [(problem["code"], problem["count"]) for problem in record["problems"]["by_code"]] == [("unknown_word", 1)]


def test_rules_are_tallied_and_those_without_evidence_listed_once(record: dict[str, Any]) -> None:
    rules = {rule["id"]: rule for rule in record["rules"]}
    assert (rules["NM-04"]["hits"], rules["NM-04"]["unknown"], rules["NM-04"]["hit_percent"]) == (1, 1, 50.0)
    waiting = {rule["rule_id"]: rule["why"] for rule in record["not_evaluated"]}
    assert (waiting["NM-08"], waiting["NM-17"], waiting["NM-14"]) == ("measure_missing", "limit_unset", "off")
    assert not set(rules) & set(waiting)


def test_missing_evidence_is_added_up_by_measure(record: dict[str, Any]) -> None:
    missing = {entry["measure"]: entry["unknown"] for entry in record["missing_evidence"]}
    assert missing["silent_days"] == sum(
        1 for rule in record["rules"] if rule["id"] in ("NM-01", "NM-02", "NM-03", "NM-04", "NM-06") and rule["unknown"]
    )


def test_every_stage_is_timed(record: dict[str, Any]) -> None:
    assert [stage["name"] for stage in record["stages"]] == list(STAGES)


def test_what_each_room_came_to_is_said_with_bound_and_gap(record: dict[str, Any]) -> None:
    assert {"cost", "bound", "gap", "proof"} <= record["plan"].keys()
    assert {"groups_before", "groups_after", "bound", "gap"} <= record["work_groups"].keys()
    assert record["written"]["plan"] == sum(record["plan"]["counts"].values()) == 2
    assert record["parameters"]["settings"]["groups"]["load_cap"] == 200.0
