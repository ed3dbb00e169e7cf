"""rejected.xlsx: every problem on one sheet, then the rejected rows as they were sent, to be corrected and fed back.

Every cell is written as a string, so nothing in it can act as a formula.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.sheets.headers import ORIGIN
from jianfu.tables.submission import Submission

_ROWS_A_SHEET = 1_000_000
_LONGEST_CELL = 32_767
_HEADINGS = {
    "zh": ("文件", "工作表", "行", "列", "值", "问题", "修改建议"),
    "en": ("File", "Sheet", "Row", "Column", "Value", "Problem", "How to mend"),
}
_WIDTHS = (28, 16, 8, 18, 24, 60, 44)
_PROBLEM_SHEET = "问题"
_BESIDE = ("问题", "修改建议", ORIGIN)


def write(submission: Submission, path: Path, lang: str) -> None:
    """Write the workbook; sheets and their columns keep Chinese names so that it can be fed back in either language.

    With nothing rejected it holds the empty sheet of problems. Rows beyond a sheet's room go on to a second sheet.
    """
    options = {
        "constant_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        bold = workbook.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        _problems(workbook, submission, lang, (bold, wrapped))
        for table in TABLES:
            _rows(workbook, submission, table, lang, (bold, wrapped))
    finally:
        workbook.close()


def _problems(workbook: Workbook, submission: Submission, lang: str, formats: tuple[Format, Format]) -> None:
    language = lang if lang in _HEADINGS else "zh"
    headings = _HEADINGS[language]
    stop = "。" if language == "zh" else ". "
    rows = (
        (
            row["file"],
            row["sheet"],
            row["row"],
            row["column"],
            row["value"],
            stop.join(filter(None, (str(row[f"problem_{language}"]), str(row[f"expected_{language}"])))),
            row[f"mend_{language}"],
        )
        for row in _parquet_rows(submission.problem_path)
    )
    _sheets(workbook, _PROBLEM_SHEET, headings, _WIDTHS, rows, formats)


def _rows(workbook: Workbook, submission: Submission, table: Table, lang: str, formats: tuple[Format, Format]) -> None:
    source = submission.rejected_folder / f"{table.code}.parquet"
    if not source.exists():
        return
    language = lang if lang in _HEADINGS else "zh"
    headings = (*(column.zh for column in table.columns), *_BESIDE)
    beside = (f"problem_{language}", f"mend_{language}", "origin")
    rows = (tuple(row[code] for code in (*table.codes, *beside)) for row in _parquet_rows(source))
    widths = (*(max(10, 2 * len(column.zh) + 4) for column in table.columns), 50, 44, 40)
    _sheets(workbook, table.zh, headings, widths, rows, formats)


def _parquet_rows(path: Path) -> Iterator[dict[str, object]]:
    for batch in pq.ParquetFile(path).iter_batches(batch_size=10_000):
        yield from batch.to_pylist()


def _sheets(
    workbook: Workbook,
    name: str,
    headings: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Iterator[tuple[object, ...]],
    formats: tuple[Format, Format],
) -> None:
    """Write the rows to as many sheets as they need, each with a frozen header and a filter."""
    number, line = 1, 0
    sheet = _sheet(workbook, name, headings, widths, formats[0])
    for row in rows:
        if line == _ROWS_A_SHEET:
            sheet.autofilter(0, 0, line, len(headings) - 1)
            number, line = number + 1, 0
            sheet = _sheet(workbook, f"{name}_{number}", headings, widths, formats[0])
        line += 1
        _line(sheet, line, row, formats[1])
    sheet.autofilter(0, 0, line, len(headings) - 1)


def _sheet(
    workbook: Workbook, name: str, headings: tuple[str, ...], widths: tuple[int, ...], bold: Format
) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    return sheet


def _line(sheet: Worksheet, line: int, row: tuple[object, ...], wrapped: Format) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(line, place, cell, wrapped)
        elif cell:
            sheet.write_string(line, place, str(cell)[:_LONGEST_CELL], wrapped)
