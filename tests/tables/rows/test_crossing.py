"""Faults between rows: duplicates, gaps, order of dates, references."""

import pytest

SUBMITTED = {
    "单位.csv": "单位编号,单位名称,上级单位编号\nU1,甲局,\nU2,乙局,U1\nU3,丙局,U9\nU2,丁局,U1\n",
    "应用程序_甲局.csv": (
        "编号,类别,名称,主办单位编号,主办单位,平台,平台账号,开设日期,关停日期\n"
        "A1,政务App,一,U1,,,,,\n"
        "A2,政务App,二,U1,,,,2021-09-03,2021-09-02\n"
        ",政务App,三,U1,,,,,\n"
        "A4,政务App,四,,,,,,\n"
        ",政务App,五,U7,,微信,g5,2021-09-03,2021-09-03\n"
        "A6,什么,六,U1,,,,,\n"
    ),
    "应用程序_乙局.csv": "编号,类别,名称,主办单位编号\nA1,政务App,一,U2\nA8,政务App,八,无\n",
    "服务功能.csv": "编号,功能代码\nA1,f\nA6,f\nA9,f\n微信:g5,f\n",
    "群组对象.csv": "编号,单位编号\nA1,U2\nA9,U9\n",
    "工作通知.csv": (
        "通知编号,群组编号,发布单位编号,发布时间,正文\nN1,无,U1,2026-05-01 09:00,文\nN1,A1,U1,2026-05-01 09:00,文\n"
    ),
    "豁免.csv": (
        "编号,规则编号,理由,生效日期,失效日期\nA1,NM-01,其他,2026-05-01,2026-04-30\nA9,NM-01,其他,,2026-12-31\n"
    ),
    "比对结论.csv": "左编号,右编号,结论\nA1,A9,是\nA1,A6,否\n",
    "数据来源.csv": "数据来源,覆盖率\n巡查,85%\n巡查,1\n",
}


@pytest.fixture(scope="module")
def found(submit):
    problems = submit(SUBMITTED).submission.problems.to_pylist()
    return {(row["file"].removesuffix(".csv"), row["row"], row["column_code"], row["code"]): row for row in problems}


def test_every_fault_between_rows_is_found_and_no_other(found) -> None:
    assert set(found) == {
        ("单位", 3, "unit_id", "duplicate"),
        ("单位", 5, "unit_id", "duplicate"),
        ("单位", 4, "parent_id", "orphan_units"),
        ("应用程序_甲局", 2, "asset_id", "duplicate"),
        ("应用程序_乙局", 2, "asset_id", "duplicate"),
        ("应用程序_甲局", 3, "closed_on", "closed_before_opened"),
        ("应用程序_甲局", 4, "asset_id", "no_asset_id"),
        ("应用程序_甲局", 5, "sponsor_unit_id", "no_sponsor"),
        ("应用程序_甲局", 6, "sponsor_unit_id", "orphan_units"),
        ("应用程序_甲局", 7, "category", "unknown_word"),
        ("应用程序_乙局", 3, "sponsor_unit_id", "no_sponsor"),
        ("服务功能", 4, "asset_id", "orphan_assets"),
        ("群组对象", 3, "asset_id", "orphan_assets"),
        ("群组对象", 3, "unit_id", "orphan_units"),
        ("工作通知", 2, "notice_id", "duplicate"),
        ("工作通知", 3, "notice_id", "duplicate"),
        ("豁免", 2, "valid_until", "until_before_from"),
        ("豁免", 3, "asset_id", "orphan_assets"),
        ("比对结论", 2, "right_id", "orphan_assets"),
        ("数据来源", 2, "source", "duplicate"),
        ("数据来源", 3, "source", "duplicate"),
    }


def test_a_duplicate_names_the_other_file_and_row(found) -> None:
    told = found["应用程序_甲局", 2, "asset_id", "duplicate"]
    assert "应用程序_乙局.csv 2行" in told["expected_zh"]
    assert "应用程序_乙局.csv row 2" in told["expected_en"]
    assert "甲局" not in told["expected_zh"]


def test_many_duplicates_name_only_a_few_others(submit) -> None:
    rows = "".join("A1,政务App,一,某局\n" for _ in range(40))
    problems = submit({"assets.csv": "编号,类别,名称,主办单位\n" + rows}).submission.problems.to_pylist()
    assert len(problems) == 40
    assert max(row["expected_zh"].count("assets.csv") for row in problems) <= 6


def test_units_are_not_checked_where_none_were_sent(submit) -> None:
    read = submit(
        {"assets.csv": "编号,类别,名称,主办单位编号\nA1,政务App,一,U1\n", "audiences.csv": "编号,单位编号\nA1,U2\n"}
    )
    assert read.faults == []
    assert len(read.notes("no_units")) == 1
