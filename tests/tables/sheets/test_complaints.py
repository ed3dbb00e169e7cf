"""Sentences about the input as a whole."""

import pytest

from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.tables.sheets import complaints
from jianfu.tables.sheets.headers import Mapping, map_columns
from jianfu.tables.sheets.xlsx_parts import SheetFacts, UnableToUnpack

ASSETS = BY_CODE["assets"]


@pytest.mark.parametrize(
    "sentence",
    [
        complaints.unknown_table("汇总", ASSETS),
        complaints.no_header(ASSETS),
        complaints.unlabelled(3, "D=x"),
        complaints.too_large(3 << 20, 1 << 20),
        complaints.unsafe(UnableToUnpack("ratio", 1000, 250)),
        complaints.unsafe(UnableToUnpack("bytes", 3 << 20, 1 << 20)),
        complaints.far_cell(SheetFacts(9, 9), 5),
        complaints.broken_xlsx("x"),
        complaints.broken_csv("x"),
        complaints.broken_parquet("x"),
        complaints.open_quote(7),
        complaints.column_type("名称", "STRUCT"),
    ],
)
def test_a_complaint_is_a_sentence_in_both_languages(sentence: tuple[str, str]) -> None:
    zh, en = sentence
    assert zh.endswith("。")
    assert en.endswith(".")


@pytest.mark.parametrize(
    ("heading", "near"), [("名秤", "名称"), ("folowers", "关注数"), ("主板单位", "主办单位"), ("☆", "")]
)
def test_an_unknown_column_is_told_the_nearest(heading: str, near: str) -> None:
    (told,) = complaints.about_columns(
        ASSETS, Mapping(1, columns=dict.fromkeys(ASSETS.codes, 0), unknown=[(0, heading)])
    )
    assert near in told[0]
    assert f"--ignore-column {heading}" in told[1]


def test_two_columns_for_one_are_told() -> None:
    mapping = map_columns(ASSETS, 1, ["编号", "类别", "名称", "账号名称", "主办单位"], ())
    (told,) = complaints.about_columns(ASSETS, mapping)
    assert "“名称”和“账号名称”" in told[0]


@pytest.mark.parametrize(
    ("headings", "lacking"),
    [
        (["编号", "类别", "名称", "主办单位"], []),
        (["平台", "平台账号", "类别", "名称", "主办单位编号"], []),
        (["平台", "类别", "名称", "主办单位编号"], ["asset_id"]),
        (["编号", "类别", "名称"], ["sponsor_unit_id or sponsor_unit"]),
        (["编号", "主办单位"], ["category", "name"]),
    ],
)
def test_a_required_column_that_is_missing_is_told(headings: list[str], lacking: list[str]) -> None:
    told = complaints.about_columns(ASSETS, map_columns(ASSETS, 1, headings, ()))
    assert [en.split("column ")[1].split(". ")[0] for _, en in told] == lacking


def test_every_table_is_named_where_a_sheet_is_not_known() -> None:
    zh, en = complaints.unknown_table("汇总", ASSETS)
    assert all(table.zh in zh and table.code in en for table in TABLES)
