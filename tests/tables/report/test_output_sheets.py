from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from jianfu.engine.detection.rule import Rule
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report import output_sheets, workbook
from jianfu.tables.report.facts import ReportFacts


@pytest.fixture(scope="module")
def book(facts: ReportFacts, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "report.xlsx"
    workbook.write(facts, path)
    return openpyxl.load_workbook(path)


def _rows(book: openpyxl.Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(min_row=3, values_only=True))


def test_the_plan_lists_what_calls_for_a_decision_with_names_beside_ids(book: openpyxl.Workbook) -> None:
    assert _rows(book, "整合方案") == [
        ("E0002", "清河发布2", "合并", "E0005", "清河发布5", "对象相同"),
        ("E0003", "清河发布3", "待研判", None, None, "证据不足"),
        ("E0004", "清河发布4", "迁移后关停", "E0001", "清河发布1", "两项功能已有去处"),
    ]


def test_numbers_stay_numbers_and_codes_become_words(book: openpyxl.Workbook) -> None:
    cheapest = _rows(book, "情景比较")[0]
    assert cheapest[:5] == ("最省", "政务App", "已证最优", None, 34)


def test_a_moment_is_written_as_people_write_it(book: openpyxl.Workbook) -> None:
    assert "2026-03-02 09:30" in _rows(book, "重复布置")[0]


def test_a_run_without_planning_has_no_such_sheets(
    make_run: Callable[..., Path], rules: tuple[Rule, ...], tmp_path: Path
) -> None:
    workbook.write(report_facts.gather(run=make_run(), rules=rules), tmp_path / "report.xlsx")
    names = openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames
    assert "整合方案" not in names and "命中" in names


def test_a_sheet_says_how_many_rows_it_leaves_out(
    make_run: Callable[..., Path], rules: tuple[Rule, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(output_sheets, "ROWS_A_SHEET", 2)
    rows = [{"rank": n, "asset_id": f"E{n:04d}"} for n in range(5)]
    workbook.write(report_facts.gather(run=make_run(planned={"marginal": rows}), rules=rules), tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")["再压的代价"]
    assert "共 5 行，列出 2 行" in sheet["A1"].value
    assert sheet.max_row == 4
