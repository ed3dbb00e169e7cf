from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from jianfu.tables.report import workbook
from jianfu.tables.report.facts import ReportFacts

PLANNING = ["整合方案", "情景比较", "再压的代价", "压减率", "疑似同一个", "结论矛盾", "重复布置"]
SHEETS = ["概览", "分类汇总", "规则", "命中", "未知", "豁免", *PLANNING, "未评估", "来文"]


@pytest.fixture(scope="module")
def path(facts: ReportFacts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsx") / "report.xlsx"
    workbook.write(facts, path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def test_it_has_its_sheets_each_with_a_frozen_header(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert {sheet.freeze_panes for sheet in book} == {"A3"}
    assert all(book[name].auto_filter.ref for name in SHEETS if name != "概览")


def test_no_cell_is_a_formula(path: Path) -> None:
    with ZipFile(path) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS)
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)


@pytest.mark.parametrize(("name", "figure"), [("命中", "hits"), ("未知", "unknown"), ("豁免", "exempt")])
def test_every_finding_is_listed_where_there_is_room(
    book: openpyxl.Workbook, facts: ReportFacts, name: str, figure: str
) -> None:
    assert book[name].max_row - 2 == getattr(facts, figure)
    assert "全部列出" in book[name]["A1"].value


def test_the_figures_of_a_rule_lead_to_its_first_row(book: openpyxl.Workbook, facts: ReportFacts) -> None:
    for row, item in zip(book["规则"].iter_rows(min_row=3), facts.rules, strict=True):
        assert (row[0].value, row[3].value, row[5].value, row[6].value) == (
            item.rule.id, item.hits, item.unknown, item.exempt,
        )  # fmt: skip
        for cell in (cell for cell in row if cell.hyperlink):
            sheet, place = cell.hyperlink.location.split("!")
            assert book[sheet.strip("'")][place].value == item.rule.id


def test_the_overview_leads_to_the_sheets(book: openpyxl.Workbook) -> None:
    targets = {row[2].hyperlink.location for row in book["概览"].iter_rows(min_row=3, max_row=10)}
    assert targets == {f"'{name}'!A1" for name in ("来文", "分类汇总", "命中", "未知", "豁免", "未评估")}


def test_the_totals_are_those_of_the_facts(book: openpyxl.Workbook, facts: ReportFacts) -> None:
    rows = {(row[0], row[1]): row for row in book["分类汇总"].iter_rows(min_row=3, values_only=True)}
    for tally in facts.totals.cities:
        assert rows["各设区市", tally.code or None][3:8] == (tally.entries, *tally.by_category, tally.hit)


def test_a_sheet_that_is_full_says_first_and_last_what_is_left_out(
    facts: ReportFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(workbook.ROWS_A_SHEET, "hit", 20)
    workbook.write(facts, tmp_path / "full.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "full.xlsx")["命中"]
    first, last = sheet["A1"].value, sheet.cell(sheet.max_row, 1).value
    assert first == last
    assert f"共 {facts.hits} 条" in first
    assert f"未列 {facts.hits - 20} 条" in first
    assert "findings.csv" in first
    assert {row[0] for row in sheet.iter_rows(min_row=3, max_row=22, values_only=True)} == {
        item.rule.id for item in facts.rules if item.hits
    }


def test_in_english_nothing_of_ours_stays_chinese(facts: ReportFacts, tmp_path: Path) -> None:
    workbook.write(replace(facts, lang="en"), tmp_path / "en.xlsx")
    book = openpyxl.load_workbook(tmp_path / "en.xlsx")
    assert book.sheetnames == [
        "Overview", "Totals", "Rules", "Hits", "Unknown", "Exempt", "Plan", "Scenarios", "Next to close", "Reduction",
        "One thing", "Contradictions", "Repeated notices", "Not evaluated", "Received",
    ]  # fmt: skip
    labels = [str(cell.value) for sheet in book for line in (1, 2) for cell in sheet[line] if cell.value]
    assert all(label.isascii() or "“" in label for label in labels)
