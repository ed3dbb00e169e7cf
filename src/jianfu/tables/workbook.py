"""Writing input tables the way a department would send them: a workbook with one sheet a table, or a folder of CSV.

What is written reads back unchanged: words for codes, 是/否 for flags, 无 where none is stated.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.schema.column import Column, Kind, Table, Word
from jianfu.engine.schema.inputs import BY_CODE, STATED_NONE
from jianfu.tables.cell import guarded

Cell = str | int | float | date | datetime | None

NONE_CODE = "none"
NONE_WORDS = {"zh": "无", "en": "none"}
FLAG_WORDS = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
DIGITS = 15
"""A spreadsheet keeps no more of a number; what has more is written as text."""
_TEXTS = (Kind.ID, Kind.TEXT, Kind.CODE, Kind.CODES, Kind.IDS)


class UnableToWriteSheet(Exception):
    """A table does not fit a worksheet; ``zh`` and ``en`` say what does not fit and what to do."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


def write_inputs(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write input tables, by code, to the workbook *path* (``.xlsx``), else as ``<中文名>.csv`` into folder *path*.

    Columns are those of the schema that a table has, under their Chinese headers, and ``stated_none`` where it has it.
    Raises UnableToWriteSheet where a table has more rows, or a text more characters, than a worksheet takes.
    """
    if path.suffix.lower() == ".xlsx":
        _write_workbook(tables, path)
        return
    path.mkdir(parents=True, exist_ok=True)
    for code, table in tables.items():
        _write_csv(BY_CODE[code], table, path / f"{BY_CODE[code].zh}.csv")


def shown(column: Column, value: object, lang: str = "zh") -> Cell:
    """Return a stored value as a person writes it: the word of a code, 是 or 否, 无 for a stated none, null as null."""
    if value is None:
        return None
    if column.kind is Kind.FLAG:
        return FLAG_WORDS[lang][bool(value)]
    if column.kind in _TEXTS:
        return _text(column, str(value), lang)
    if isinstance(value, int | float | date):
        return value
    return str(value)


def _text(column: Column, value: str, lang: str) -> str:
    if value == NONE_CODE:
        return NONE_WORDS[lang]
    if column.kind is Kind.CODE:
        return word_text(column.words, value, lang)
    if column.kind is Kind.CODES:
        mark = ";" if lang == "en" else "、"
        return mark.join(word_text(column.words, code, lang) for code in value.split(";"))
    return value


def word_text(words: tuple[Word, ...], code: str, lang: str) -> str:
    """Return the word a code of a closed set is shown as; a code the set has not stays as it is."""
    return next((word.en if lang == "en" else word.zh for word in words if word.code == code), code)


def _rows(table: Table, rows: pa.Table) -> Iterator[list[Cell]]:
    columns = [column for column in table.columns if column.code in rows.column_names]
    for row in rows.to_pylist():
        stated = (row.get(STATED_NONE) or "").split(";")
        yield [NONE_WORDS["zh"] if column.code in stated else shown(column, row[column.code]) for column in columns]


def _headers(table: Table, rows: pa.Table) -> list[str]:
    return [column.zh for column in table.columns if column.code in rows.column_names]


def _write_csv(table: Table, rows: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_headers(table, rows))
        for row in _rows(table, rows):
            writer.writerow([_csv_cell(cell) for cell in row])


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return repr(cell) if isinstance(cell, int | float) else str(cell)


def _write_workbook(tables: Mapping[str, pa.Table], path: Path) -> None:
    for code, rows in tables.items():
        _check_fits(BY_CODE[code], rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for code, rows in tables.items():
            sheet = book.add_worksheet(BY_CODE[code].zh)
            sheet.write_row(0, 0, _headers(BY_CODE[code], rows))
            for number, row in enumerate(_rows(BY_CODE[code], rows), start=1):
                for place, cell in enumerate(row):
                    write_cell(sheet, (number, place), cell, formats)


def _check_fits(table: Table, rows: pa.Table) -> None:
    if rows.num_rows > MOST_ROWS:
        raise UnableToWriteSheet(
            zh=f"“{table.zh}”有 {rows.num_rows} 行，一张工作表最多 {MOST_ROWS} 行。请改为写成 CSV 文件夹。",
            en=f"Table {table.code} has {rows.num_rows} rows and a worksheet takes {MOST_ROWS}. Write a CSV folder.",
        )
    for column in table.columns:
        if column.kind is not Kind.TEXT or column.code not in rows.column_names:
            continue
        longest = max((len(text) for text in rows[column.code].to_pylist() if text), default=0)
        if longest > LONGEST_CELL:
            raise UnableToWriteSheet(
                zh=f"“{table.zh}”的“{column.zh}”有 {longest} 字，一个单元格最多 {LONGEST_CELL} 字。"
                "请改为写成 CSV 文件夹。",
                en=f"A {column.code} in table {table.code} has {longest} characters and a cell takes {LONGEST_CELL}. "
                "Write a CSV folder.",
            )


def write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: Mapping[str, Format]) -> None:
    """Write one cell at (row, column), 0 = first, as a real date, number or text, never as a formula.

    Moments are kept to the second. A number with more digits than a cell holds is written as text.
    """
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(*place, guarded(cell) if cell.startswith("'") else cell, formats["text"])
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, cell, formats["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, formats["day"])
    elif float(f"{cell:.{DIGITS}G}") != cell:
        sheet.write_string(*place, repr(cell), formats["text"])
    else:
        sheet.write_number(*place, cell, formats.get("number"))
