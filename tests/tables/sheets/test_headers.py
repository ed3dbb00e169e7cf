"""From the sender's headings to the schema's columns."""

import pytest

from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.tables.sheets.headers import find_header, known_headers, map_columns, meaning, passed_over, readings

ASSETS = BY_CODE["assets"]
EVERY_COLUMN = [(table, column) for table in TABLES for column in table.columns]


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN, ids=[f"{t.code}.{c.code}" for t, c in EVERY_COLUMN])
def test_every_column_is_known_by_code_and_heading_with_marks_and_units(table, column) -> None:
    for heading in (
        column.code,
        column.zh,
        f"*{column.zh}",
        f"{column.zh}（必填）",
        f" {column.zh}\n",
        column.code.upper(),
    ):
        assert meaning(table, heading) == column.code


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("关注数（人）", "followers"),
        ("开设日期(年/月/日)", "opened_on"),
        ("主办（使用）单位", "sponsor_unit"),
        ("主办单位名称", "sponsor_unit"),
        ("责任单位", "sponsor_unit"),
        ("粉丝数\n（万人）", "followers"),
        ("＊名称", "name"),
        ("1.名称", "name"),
        ("名称：", "name"),
        ("关注度", ""),
    ],
)
def test_other_headings_are_known(heading: str, code: str) -> None:
    assert meaning(ASSETS, heading) == code


def test_no_heading_means_two_columns_of_a_table() -> None:
    for table in TABLES:
        for column in table.columns:
            assert known_headers(table)[column.code] == column.code
            assert meaning(table, column.zh) == column.code


@pytest.mark.parametrize(
    "heading", ["序号", "备注", "填报人（签字）", "联系电话", "class_2018", "问题", "修改建议", "No."]
)
def test_housekeeping_and_our_own_columns_are_passed_over(heading: str) -> None:
    assert passed_over(heading, ())


def test_a_column_named_to_be_ignored_is_passed_over() -> None:
    assert passed_over("粉丝 情况", ["粉丝情况"])
    assert not passed_over("粉丝情况", [])


def test_a_heading_is_read_with_and_without_its_brackets() -> None:
    assert readings("关注数（人）") == ("关注数(人)", "关注数")


@pytest.mark.parametrize(
    ("head", "row", "headings"),
    [
        ([["编号", "名称"], ["A1", "甲"]], 1, ["编号", "名称"]),
        ([["登记表"], ["填报单位：某局", "2026年"], ["编号", "名称"], ["A1", "甲"]], 3, ["编号", "名称"]),
        (
            [["编号", "主办单位", ""], ["", "编号", "名称"], ["A1", "U1", "某局"]],
            2,
            ["编号", "主办单位编号", "主办单位名称"],
        ),
        ([["编号", "主办单位", "主办单位"], ["编号", "编号", "名称"]], 2, ["编号", "主办单位编号", "主办单位名称"]),
        ([["", "基本情况", ""], ["编号", "名称", "平台"]], 2, ["编号", "名称", "平台"]),
        ([["编号", "名称"], ["编号", "名称"], ["A1", "甲"]], 1, ["编号", "名称"]),
        ([["（截至8月底，名称以备案为准）"] * 2, ["编号", "名称"], ["A1", "甲"]], 2, ["编号", "名称"]),
        ([["说明"], [""]], 0, []),
    ],
    ids=[
        "first row",
        "below titles",
        "parents over children",
        "merged parents",
        "a band above",
        "repeated",
        "merged title",
        "none",
    ],
)
def test_the_header_is_found(head, row: int, headings: list[str]) -> None:
    assert (find_header(ASSETS, head) or (0, [])) == (row, headings)


def test_a_header_beyond_the_first_fifteen_rows_is_not_looked_for() -> None:
    assert find_header(ASSETS, [["x"]] * 15 + [["编号", "名称"]]) is None


def test_a_measure_named_in_the_first_row_is_not_a_second_header() -> None:
    head = [["编号", "指标", "数值", "监测日期", "数据来源"], ["A1", "数值", "1", "2026-05-01", "来源"]]
    assert find_header(BY_CODE["measures"], head) == (1, head[0])


def test_headings_are_mapped_and_what_is_not_understood_is_listed() -> None:
    headings = ["序号", "编号", "名称", "", "账号名称", "来源行", "stated_none", "颜色", "网址"]
    found = map_columns(ASSETS, 1, headings, ["网址"])
    assert found.columns == {"asset_id": 1, "name": 2}
    assert found.headers == {"asset_id": "编号", "name": "名称"}
    assert (found.origin, found.stated_none, found.unlabelled) == (5, 6, [3])
    assert found.twice == [("name", "名称", "账号名称")]
    assert found.unknown == [(7, "颜色")]
    assert found.ignored == [(0, "序号"), (8, "网址")]


def test_a_known_column_may_be_ignored_by_its_code() -> None:
    assert map_columns(ASSETS, 1, ["编号", "网址"], ["url"]).columns == {"asset_id": 0}
