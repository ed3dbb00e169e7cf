"""Which table a sheet holds."""

import pytest

from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.sheets.identify import explains, nearest_table, table_of


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_table_is_known_by_how_a_name_begins(table) -> None:
    for name in (
        table.code,
        table.code.upper(),
        table.zh,
        f"{table.zh}_水务局",
        f"{table.code}-2026",
        f" {table.zh}（一）",
    ):
        assert table_of("", name) is table


@pytest.mark.parametrize(
    ("sheet", "file", "code"),
    [
        ("Sheet1", "应用程序_水务局", "assets"),
        ("单位", "应用程序_水务局", "units"),
        ("数据来源", "", "sources"),
        ("监测", "", "measures"),
        ("附件1：应用程序", "", "assets"),
        ("02_应用程序", "", "assets"),
        ("一、单位", "", "units"),
        ("ＡＳＳＥＴＳ", "", "assets"),
        ("汇总", "汇总", ""),
        ("2021", "", ""),
    ],
)
def test_a_sheets_own_name_goes_first(sheet: str, file: str, code: str) -> None:
    table = table_of(sheet, file)
    assert (table.code if table else "") == code


@pytest.mark.parametrize(
    "name",
    ["说明", "填写说明", "填表说明", "应用程序示例", "示例（应用程序）", "封面", "目录", "问题", "_lists", "README"],
)
def test_a_sheet_that_only_explains_is_told(name: str) -> None:
    assert explains(name)


@pytest.mark.parametrize("name", ["应用程序", "单位", "Sheet1", "监测_问题线索"])
def test_a_sheet_of_rows_is_not_taken_for_an_explanation(name: str) -> None:
    assert not explains(name)


def test_an_unknown_sheet_is_most_like_the_table_of_its_headings_or_its_name() -> None:
    assert nearest_table("汇总", [["编号", "指标", "数值"]]).code == "measures"
    assert nearest_table("应用表", []).code == "assets"
