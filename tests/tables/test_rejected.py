"""rejected.xlsx can be read, trusted, corrected and fed back."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.tables import rejected

ASSETS = (
    "序号,编号,类别,账号名称,主办单位,开设日期,关注数\n"
    "1,A1,政务App,甲,某局,2021.9.3,1.2万\n"
    "2,A2,什么,=HYPERLINK(1),某局,2021年9月,约100\n"
    "3,00003,,丙,某局,,5\n"
)


@pytest.fixture(scope="module")
def read(submit):
    return submit(
        {"assets.csv": ASSETS, "监测.csv": "编号,指标,数值,监测日期,数据来源\nA1,没有的指标,1,2026-05-01,巡查\n"}
    )


@pytest.fixture(params=["zh", "en"])
def book(request, read, tmp_path: Path) -> openpyxl.Workbook:
    rejected.write(read.submission, tmp_path / "rejected.xlsx", request.param)
    return openpyxl.load_workbook(tmp_path / "rejected.xlsx")


def _rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_first_sheet_lists_every_problem(book: openpyxl.Workbook) -> None:
    header, *rows = _rows(book["问题"])
    assert header in (
        ["文件", "工作表", "行", "列", "值", "问题", "修改建议"],
        ["File", "Sheet", "Row", "Column", "Value", "Problem", "How to mend"],
    )
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        ("assets.csv", 3, "类别", "什么"),
        ("assets.csv", 3, "关注数", "约100"),
        ("assets.csv", 3, "开设日期", "2021年9月"),
        ("assets.csv", 4, "类别", None),
        ("监测.csv", 2, "指标", "没有的指标"),
    ]
    assert all(row[5] and row[6] for row in rows)


def test_the_sheets_are_ready_to_work_with(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["问题", "应用程序", "监测"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_rows_are_as_sent_under_standard_headings(book: openpyxl.Workbook) -> None:
    header, first, second = _rows(book["应用程序"])
    sent = dict(zip(header, first, strict=True))
    assert (sent["名称"], sent["开设日期"], sent["关注数"]) == ("=HYPERLINK(1)", "2021年9月", "约100")
    assert dict(zip(header, second, strict=True))["编号"] == "00003"
    assert header[-3:] == ["问题", "修改建议", "来源行"]
    assert sent["问题"].count("\n") == 2


def test_nothing_in_it_is_a_formula(book: openpyxl.Workbook) -> None:
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n"}


def test_corrected_and_fed_back_it_replaces_the_originals(submit, read, tmp_path: Path) -> None:
    path = tmp_path / "rejected.xlsx"
    rejected.write(read.submission, path, "zh")
    book = openpyxl.load_workbook(path)
    sheet = book["应用程序"]
    column = {cell.value: cell.column for cell in sheet[1]}
    for row in (2, 3):
        sheet.cell(row, column["类别"]).value = "政务App"
        sheet.cell(row, column["开设日期"]).value = "2021-09-03"
        sheet.cell(row, column["关注数"]).value = 100
    del book["监测"]
    book.save(path)
    again = submit({"assets.csv": ASSETS, "rejected.xlsx": path.read_bytes()})
    assert [row["asset_id"] for row in again.rows("assets")] == ["A1", "A2", "00003"]
    assert again.faults == []


def test_fed_back_uncorrected_it_gives_the_same_faults(submit, read, tmp_path: Path) -> None:
    path = tmp_path / "rejected.xlsx"
    rejected.write(read.submission, path, "zh")
    again = submit({"assets.csv": ASSETS, "rejected.xlsx": path.read_bytes()})
    assert sorted(code for _, _, code in again.faults) == sorted(code for _, _, code in read.faults)


def test_with_nothing_rejected_only_the_empty_list_is_written(submit, tmp_path: Path) -> None:
    good = submit({"assets.csv": ASSETS.split("2,A2")[0]})
    rejected.write(good.submission, tmp_path / "rejected.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "rejected.xlsx")
    assert book.sheetnames == ["问题"]
    assert len(_rows(book["问题"])) == 1


def test_rows_beyond_a_sheets_room_go_on_to_the_next(read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejected, "_ROWS_A_SHEET", 2)
    rejected.write(read.submission, tmp_path / "rejected.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "rejected.xlsx")
    assert [name for name in book.sheetnames if name.startswith("问题")] == ["问题", "问题_2", "问题_3"]
    assert sum(len(_rows(book[name])) - 1 for name in ("问题", "问题_2", "问题_3")) == 5


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text("=+-@'\"\n,;甲A1 ", min_size=1, max_size=8), min_size=1, max_size=5))
def test_whatever_was_sent_comes_back_to_replace_its_row(submit, tmp_path_factory, names: list[str]) -> None:
    sheet = [["编号", "类别", "名称", "主办单位"], *([f"A{n}", "错", name, "某局"] for n, name in enumerate(names))]
    first = submit({"原件.xlsx": {"应用程序": sheet}})
    path = tmp_path_factory.mktemp("rejected") / "rejected.xlsx"
    rejected.write(first.submission, path, "zh")
    again = submit({"原件.xlsx": {"应用程序": sheet}, "rejected.xlsx": path.read_bytes()})
    assert again.submission.counts["assets"].received == len(names)
    assert not [code for _, _, code in again.faults if code == "duplicate"]
