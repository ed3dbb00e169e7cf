"""A filled example: a made-up water bureau's account, app and work groups, as the columns want them written."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files

import yaml
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.schema.column import Column
from jianfu.engine.schema.measures import BY_CODE as MEASURES
from jianfu.tables.template_guide import sheet_title
from jianfu.tables.template_layout import SheetPlan
from jianfu.tables.workbook import NONE_WORDS, shown, write_cell

NONE = "none"


@cache
def examples() -> dict[str, list[dict[str, object]]]:
    """Return the example rows by table code, as they are stored; a stated none is the text ``none``, dates too."""
    text = files("jianfu.tables").joinpath("template_example.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[dict[str, object]]] = yaml.safe_load(text)
    return loaded


def write_example(sheet: Worksheet, plans: Sequence[SheetPlan], formats: Mapping[str, Format], lang: str) -> None:
    """Write the example rows of the tables shown, one block a table; a wide table stands on its side."""
    title = "A filled example (made up)" if lang == "en" else "填写示例（单位和内容均为虚构）"
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, formats["title"])
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 12, 25)
    row = 2
    for plan in plans:
        row = _write_block(sheet, row, plan, formats) + 1


def _write_block(sheet: Worksheet, row: int, plan: SheetPlan, formats: Mapping[str, Format]) -> int:
    """Write one table's caption, headers and rows from *row* on; return the row after them."""
    columns = [column for column in plan.columns if column is not None]
    rows = examples()[plan.table.code]
    sheet.write_string(row, 0, sheet_title(plan), formats["heading"])
    sheet.set_row(row, 24)
    boxed = {
        "text": formats["boxed"],
        "number": formats["boxed"],
        "day": formats["boxed_day"],
        "moment": formats["boxed_moment"],
    }
    for place, column in enumerate(columns):
        style = formats["required" if plan.required(column) else "optional"]
        sheet.write_string(*_cell(plan, row + 1, 0, place), plan.header(column), style)
        for number, example in enumerate(rows, start=1):
            cell = _cell(plan, row + 1, number, place)
            sheet.write_blank(*cell, None, formats["boxed"])
            write_cell(sheet, cell, example_cell(column, example.get(column.code), plan.lang), boxed)
    return row + 1 + (len(columns) if plan.bands else len(rows) + 1)


def _cell(plan: SheetPlan, top: int, number: int, place: int) -> tuple[int, int]:
    """Return where the cell of row *number* (0 = the header) and column *place* stands."""
    return (top + place, number) if plan.bands else (top + number, place)


def example_cell(column: Column, value: object, lang: str) -> str | int | float | date | datetime | None:
    """Return an example's value as a person writes it, measures by their Chinese name."""
    if column.code == "measure" and lang != "en":
        return MEASURES[str(value)].zh
    return NONE_WORDS[lang] if value == NONE else shown(column, value, lang)
