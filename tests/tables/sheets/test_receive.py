"""Receiving an input: every fault of the whole at once, everything passed over said so."""

import zipfile

import pytest
import xlsxwriter

from jianfu.tables.faults import UnableToRead
from jianfu.tables.options import Limits
from jianfu.tables.received import IgnoredKind

GOOD = "编号,类别,名称,主办单位\nA1,政务App,甲,某局\n"


def _refused(submit, files, **options) -> UnableToRead:
    with pytest.raises(UnableToRead) as refused:
        submit(files, **options)
    return refused.value


def test_every_fault_of_the_input_is_told_at_once(submit) -> None:
    refused = _refused(
        submit,
        {
            "assets_1.csv": "编号,类别,名称,颜色,名称\n",
            "单位.csv": "单位编号\nU1\n",
            "汇总.csv": "甲,乙\n1,2\n",
            "监测.csv": b"\xff\x80\xff",
            "服务功能.xlsx": "no zip",
        },
    )
    assert sorted(fault.file for fault in refused.faults) == [
        "assets_1.csv",
        "assets_1.csv",
        "assets_1.csv",
        "单位.csv",
        "服务功能.xlsx",
        "汇总.csv",
        "监测.csv",
    ]
    assert "assets_1.csv：" in refused.message("zh")
    assert "assets_1.csv: " in refused.message("en")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"单位.csv": "单位编号,单位名称\nU1,某局\n"}, "no assets table"),
        ({"assets.csv": "第一行\n第二行\n"}, "No header"),
        ({"assets.csv": "编号,类别,名称,主办单位,\nA1,政务App,甲,某局,漏\n"}, "row 2: E=漏"),
        ({"assets.csv": '编号,类别,名称,主办单位\nA1,政务App,"甲,某局\nA2,政务App,乙,某局\n'}, "never closed"),
        ({"assets.xlsx": {"应用程序": [["编号", "类别", "名称", "颜色", "主办单位"]]}}, "no column “颜色”"),
        ({"材料.xlsx": {"汇总表": [["编号", "指标", "数值"]]}}, "most like measures"),
    ],
    ids=["no assets", "no header", "no heading", "open quote", "unknown column", "unknown sheet"],
)
def test_an_input_that_cannot_be_understood_is_refused(submit, files, told: str) -> None:
    assert told in _refused(submit, files).message("en")


def test_a_file_or_a_sheet_too_large_is_refused(submit) -> None:
    assert "above the limit" in _refused(submit, {"assets.csv": GOOD}, limits=Limits(file_bytes=10)).message("en")
    sheet = {"assets.xlsx": {"应用程序": [["编号", "类别", "名称", "主办单位"], ["A1", "政务App", "甲", "某局"]]}}
    assert "stray cells" in _refused(submit, sheet, limits=Limits(xlsx_cells=5)).message("en")


def test_a_workbook_that_is_a_zip_bomb_or_has_no_workbook_is_refused(submit, tmp_path) -> None:
    path = tmp_path / "assets.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (70 << 20))
    assert "zip bomb" in _refused(submit, {"assets.xlsx": path.read_bytes()}).message("en")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "cannot be opened" in _refused(submit, {"assets.xlsx": path.read_bytes()}).message("en")


def test_a_column_may_be_ignored_by_name(submit) -> None:
    read = submit({"assets.csv": "编号,类别,名称,主办单位,颜色\nA1,政务App,甲,某局,红\n"}, ignore=("颜色",))
    assert [(ignored.kind, ignored.name) for ignored in read.submission.ignored] == [(IgnoredKind.COLUMN, "颜色")]


def test_a_column_without_heading_and_cells_is_no_fault(submit) -> None:
    assert submit({"assets.csv": "编号,类别,名称,主办单位,\nA1,政务App,甲,某局,\n"}).rows("assets")


def test_all_that_is_passed_over_is_said(submit) -> None:
    read = submit(
        {
            "应用程序.xlsx": {
                "Sheet1": [["序号", *GOOD.split("\n")[0].split(",")], [1, "A1", "政务App", "甲", "某局"]],
                "Sheet2": [],
            },
            "说明.csv": "请填写",
            "空.csv": "",
            "通知.docx": "x",
        }
    )
    assert {(ignored.kind.value, ignored.name) for ignored in read.submission.ignored} == {
        ("column", "序号"),
        ("sheet", "Sheet2"),
        ("file", "说明.csv"),
        ("file", "空.csv"),
        ("file", "通知.docx"),
    }
    assert all(ignored.why_zh and ignored.why_en for ignored in read.submission.ignored)


def test_gb18030_and_utf8_files_of_several_departments_are_united(submit) -> None:
    read = submit(
        {"应用程序_甲局.csv": GOOD.encode("gb18030"), "应用程序_乙局.csv": GOOD.replace("A1", "A2").encode("utf-8-sig")}
    )
    assert [row["asset_id"] for row in read.rows("assets")] == ["A2", "A1"]
    assert {file.encoding for file in read.submission.files} == {"gb18030", "utf-8-sig"}


def test_a_hidden_sheet_is_not_read(submit, tmp_path) -> None:
    path = tmp_path / "应用程序.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("应用程序", "单位"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["编号", "类别", "名称", "主办单位"])
        sheet.write_row(1, 0, ["A1", "政务App", "甲", "某局"])
    sheet.hide()
    book.close()
    read = submit({"应用程序.xlsx": path.read_bytes()})
    assert [file.sheet for file in read.submission.files] == ["应用程序"]
