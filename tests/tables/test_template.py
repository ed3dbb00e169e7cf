import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables import submission, template
from jianfu.tables.options import ReadOptions
from jianfu.tables.template_layout import FIRST_ROW
from jianfu.tables.template_lists import ListedUnit

AS_OF = date(2026, 9, 1)
OFFICES = template.Units(
    (
        ListedUnit("QH001", "清河县人民政府办公室"),
        ListedUnit("QH102", "便民服务中心"),
        ListedUnit("QH103", "便民服务中心"),
    )
)
TOP = FIRST_ROW + 1


def made(
    tmp_path: Path, *, tables: tuple[str, ...] = tuple(BY_CODE), lang: str = "zh", units: template.Units = OFFICES
) -> Path:
    path = tmp_path / "模板.xlsx"
    template.write(out=path, tables=tables, as_of=AS_OF, lang=lang, units=units, rule_ids=("NM-01", "A-04"))
    return path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    return opened(made(tmp_path_factory.mktemp("full")))


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def place(sheet: Worksheet, header: str) -> int:
    return next(cell.column for cell in sheet[FIRST_ROW] if str(cell.value).removesuffix(" *") == header)


def rules_of(sheet: Worksheet, header: str) -> list[str]:
    letter = sheet.cell(1, place(sheet, header)).column_letter
    found = [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith(f"{letter}{TOP}:")]
    return [f"{rule.type} {rule.errorStyle or 'stop'} {rule.formula1}" for rule in found]


def fill(path: Path, sheet: str, row: int, **cells: object) -> None:
    book = opened(path)
    for header, value in cells.items():
        book[sheet].cell(TOP + row, place(book[sheet], header)).value = value
    book.save(path)


def read(path: Path, staging: Path, rule_ids: frozenset[str] = frozenset({"NM-01", "A-04"})) -> submission.Submission:
    options = ReadOptions(as_of=AS_OF, rule_ids=rule_ids)
    return submission.read(inputs=(path,), staging=staging, options=options, progress=lambda stage, done: None)


def test_every_table_has_a_sheet_between_the_instructions_and_the_example(full: openpyxl.Workbook) -> None:
    assert full.sheetnames == ["填写说明", *(table.zh for table in BY_CODE.values()), "示例", "_lists"]
    assert full["_lists"].sheet_state == "hidden"
    assert full.active.title == "应用程序"


@pytest.mark.parametrize("code", list(BY_CODE))
def test_every_column_of_the_contract_stands_once_with_a_comment(code: str, full: openpyxl.Workbook) -> None:
    sheet = full[BY_CODE[code].zh]
    heads = {str(cell.value).removesuffix(" *"): cell for cell in sheet[FIRST_ROW] if cell.value}
    heads.pop("说明", None)
    assert set(heads) == {column.zh for column in BY_CODE[code].columns}
    for column in BY_CODE[code].columns:
        assert column.meaning_zh in heads[column.zh].comment.text
        assert not column.required or heads[column.zh].value == f"{column.zh} *"


@pytest.mark.parametrize(
    ("sheet", "header", "expected"),
    [
        ("应用程序", "类别", r"list stop _lists!"),
        ("应用程序", "强制功能", r"list warning _lists!"),
        ("应用程序", "主办单位", r"list warning _lists!"),
        ("应用程序", "互动有效", r"list warning _lists!"),
        ("应用程序", "开设日期", r"custom stop IF\(ISNUMBER.*DATE\(2000,1,1\).*DATE\(2026,9,1\).*=\"无\""),
        ("应用程序", "预计结束日期", r"custom stop .*DATE\(2099,12,31\)"),
        ("应用程序", "关注数", r"custom stop .*INT\("),
        ("应用程序", "日均消息数", r"custom stop IF\(ISNUMBER\(\w+\),\w+>=0"),
        ("应用程序", "编号", r"custom stop SUMPRODUCT"),
        ("数据来源", "覆盖率", r"custom stop .*<=1"),
        ("监测", "监测日期", r"custom stop .*FALSE\)"),
        ("监测", "指标", r"list warning _lists!"),
        ("豁免", "规则编号", r"list warning _lists!"),
        ("服务功能", "编号", r"list warning '应用程序'!"),
        ("群组对象", "单位编号", r"list warning _lists!"),
    ],
)
def test_cells_let_in_what_the_column_takes(sheet: str, header: str, expected: str, full: openpyxl.Workbook) -> None:
    (rule,) = rules_of(full[sheet], header)
    assert re.match(expected, rule), rule


def test_long_numbers_are_kept_as_text(full: openpyxl.Workbook) -> None:
    sheet = full["应用程序"]
    for header, expected in {"编号": "@", "平台账号": "@", "主办单位": "@", "开设日期": "yyyy-mm-dd"}.items():
        at = place(sheet, header)
        (style,) = [each for each in sheet.column_dimensions.values() if each.min <= at <= each.max]
        assert style.number_format == expected


def test_the_sponsor_is_chosen_by_name_and_its_number_is_hidden(full: openpyxl.Workbook) -> None:
    sheet = full["应用程序"]
    hidden = sheet.cell(TOP, place(sheet, "主办单位编号"))
    assert sheet.column_dimensions[hidden.column_letter].hidden
    assert "MATCH" in hidden.value
    names = [cell.value for column in full["_lists"].columns if column[0].value == "unit_names" for cell in column[1:]]
    assert [name for name in names if name] == [
        "清河县人民政府办公室",
        "便民服务中心（QH102）",
        "便民服务中心（QH103）",
    ]


def test_without_units_the_number_is_typed_and_units_are_filled_in(tmp_path: Path) -> None:
    sheet = opened(made(tmp_path, units=template.Units()))["应用程序"]
    column = sheet.cell(TOP, place(sheet, "主办单位编号"))
    assert not sheet.column_dimensions[column.column_letter].hidden
    assert template.tables_named((), with_units=False)[0] == "units"
    assert "units" not in template.tables_named((), with_units=True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unfilled_template_reads_as_no_rows_and_no_fault(lang: str, tmp_path: Path) -> None:
    got = read(made(tmp_path, lang=lang), tmp_path / "staging")
    assert (got.received, got.problem_count) == (0, 0)
    assert {part.table for part in got.files} == set(BY_CODE)


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    path = made(tmp_path, tables=("units", "assets", "functions", "measures"))
    fill(path, "单位", 0, 单位编号="QH001", 单位名称="清河县人民政府办公室", 层级="县级")
    fill(
        path,
        "应用程序",
        0,
        编号="X1",
        类别="政务App",
        名称="清河通",
        主办单位="清河县人民政府办公室",
        开设日期=date(2020, 1, 2),
        备案号="无",
    )
    fill(path, "服务功能", 0, 编号="X1", 功能代码="F1", 法定="是")
    fill(path, "监测", 0, 编号="X1", 指标="失效功能数", 数值="2", 监测日期=date(2026, 8, 1), 数据来源="县级核查")
    got = read(path, tmp_path / "staging")
    assert got.problems.to_pylist() == []
    (entry,) = pq.read_table(got.clean / "assets.parquet").to_pylist()
    assert (entry["sponsor_unit_id"], entry["opened_on"], entry["filing_no"]) == ("QH001", date(2020, 1, 2), "none")
    assert {code: count.accepted for code, count in got.counts.items() if count.accepted} == {
        "units": 1,
        "assets": 1,
        "functions": 1,
        "measures": 1,
    }


def test_the_example_is_right_in_every_cell(full: openpyxl.Workbook, tmp_path: Path) -> None:
    example = full["示例"]
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in BY_CODE.values():
        sheet = book.create_sheet(table.zh)
        for row in example_rows(example, table.zh):
            sheet.append(row)
    book.save(tmp_path / "例.xlsx")
    got = read(tmp_path / "例.xlsx", tmp_path / "staging")
    assert got.problems.to_pylist() == []
    assert all(count.accepted for count in got.counts.values())


def example_rows(sheet: Worksheet, name: str) -> list[list[object]]:
    grid = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(number for number, row in enumerate(grid) if row[0] == f"{name}填报表")
    block = []
    for row in grid[top + 1 :]:
        if not any(cell is not None for cell in row):
            break
        block.append(row)
    if name != "应用程序":
        return block
    return [list(cells) for cells in zip(*block, strict=True) if cells[0]]


def test_the_instructions_name_every_column_and_measure(full: openpyxl.Workbook) -> None:
    cells = {str(cell) for row in full["填写说明"].values for cell in row if cell}
    assert {column.zh for table in BY_CODE.values() for column in table.columns} <= cells
    assert {"broken_functions", "互动有效"} <= cells


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path).read_bytes()
    assert made(tmp_path).read_bytes() == first


def test_nothing_in_it_calls_outside_or_runs(tmp_path: Path) -> None:
    with zipfile.ZipFile(made(tmp_path)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_a_table_may_be_named_in_chinese_or_by_code_or_all() -> None:
    assert template.tables_named(("工作通知", "assets"), with_units=True) == ("assets", "notices")
    assert template.tables_named(("all",), with_units=True) == tuple(BY_CODE)


def test_a_name_that_is_no_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(template.UnableToMakeTemplate, match=r"没有“通知单”这张表.*工作通知"):
        template.tables_named(("通知单",), with_units=True)


def test_units_are_read_in_the_order_of_their_numbers_and_bad_rows_counted(tmp_path: Path) -> None:
    path = tmp_path / "单位.csv"
    path.write_text("单位编号,单位名称,层级\nQ2,水务局,县级\nQ1,县政府办,县级\nQ3,教育局,部级\n", encoding="gb18030")
    units = template.read_units(path, as_of=AS_OF)
    assert [unit.unit_id for unit in units.listed] == ["Q1", "Q2"]
    assert units.rejected == 1


def test_a_file_without_units_is_refused(tmp_path: Path) -> None:
    (tmp_path / "单位.csv").write_text("单位编号,单位名称\n", encoding="utf-8")
    with pytest.raises(template.UnableToMakeTemplate, match="没有可用的单位"):
        template.read_units(tmp_path / "单位.csv", as_of=AS_OF)
