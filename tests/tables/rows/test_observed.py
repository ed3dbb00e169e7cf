"""Observations and exemptions name known measures and rules, and give values that fit."""

import pytest

from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.rows.observed import measure_of

ASSETS = "编号,类别,名称,主办单位\nA1,政务新媒体,甲,某局\n"
VALUES = [
    ("关注数", "1.5万", "15000"),
    ("followers", "12.0", "12"),
    ("粉丝数", "１２", "12"),
    ("Followers", "无", "0"),
    ("msgs_per_day", "12", "12"),
    ("日均消息数", "0.50", "0.5"),
    ("在全国报送系统", "√", "true"),
    ("in_national_system", "无", "false"),
    ("最近活跃日期", "2021.9.3", "2021-09-03"),
    ("last_activity_on", "无", "none"),
    ("关注数", "", None),
    ("关注数", "未知", None),
]
WRONG = [
    ("关注数", "-1"),
    ("关注数", "1.5"),
    ("关注数", "很多"),
    ("在全国报送系统", "也许"),
    ("最近活跃日期", "2021年9月"),
    ("最近活跃日期", "2026-06-02"),
    ("最近活跃日期", "1999-01-01"),
    ("日均消息数", "-0.5"),
]


def _table(rows: list[tuple[str, str]]) -> str:
    lines = [f"A1,{measure},{value},2026-05-01,巡查" for measure, value in rows]
    return "编号,指标,数值,监测日期,数据来源\n" + "\n".join(lines)


def test_values_are_kept_as_canonical_text_of_their_kind(submit) -> None:
    read = submit({"assets.csv": ASSETS, "监测.csv": _table([(measure, value) for measure, value, _ in VALUES])})
    assert read.faults == []
    assert [row.get("value") for row in read.rows("measures")] == [kept for _, _, kept in VALUES]
    assert {row["measure"] for row in read.rows("measures")} <= {measure.code for measure in OBSERVABLE}


def test_a_value_that_does_not_fit_its_measure_is_a_fault(submit) -> None:
    read = submit({"assets.csv": ASSETS, "监测.csv": _table(WRONG)})
    assert read.faults == [(row, "value", "unfit_value") for row in range(2, len(WRONG) + 2)]
    assert "关注数应为 0 或正整数" in read.submission.problems.to_pylist()[0]["expected_zh"]
    assert read.incomplete == [("measures", "A1")]


def test_a_measure_that_is_not_observable_is_a_fault_that_names_the_nearest(submit) -> None:
    read = submit({"assets.csv": ASSETS, "监测.csv": _table([("关注总数", "1"), ("silent_days", "3")])})
    assert read.faults == [(2, "measure", "unknown_measure"), (3, "measure", "unknown_measure")]
    assert "关注数(followers)" in read.submission.problems.to_pylist()[0]["expected_zh"]


@pytest.mark.parametrize("measure", OBSERVABLE, ids=lambda measure: measure.code)
def test_a_measure_is_known_by_code_and_name(measure) -> None:
    assert measure_of(measure.code.upper()) is measure
    assert measure_of(f" {measure.zh} ") is measure


def test_an_exemption_names_a_rule_whatever_its_width_or_case(submit) -> None:
    lines = [f"A1,{rule},应急,2026-12-31" for rule in ("NM-01", "nm-01", "ＮＭ－０１", "NM-77", "")]
    read = submit({"assets.csv": ASSETS, "豁免.csv": "编号,规则编号,理由,失效日期\n" + "\n".join(lines)})
    assert [row["rule_id"] for row in read.rows("exemptions")] == ["NM-01"] * 3
    assert read.faults == [(5, "rule_id", "unknown_rule"), (6, "rule_id", "missing")]
    assert "NM-01" in read.submission.problems.to_pylist()[0]["expected_zh"]
