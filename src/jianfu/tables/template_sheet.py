"""One sheet of the template: headers with their comments, cells made ready, drop-downs, checks, and helping colours."""

from collections.abc import Mapping
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.schema.column import Column, Kind
from jianfu.tables.template_check import check
from jianfu.tables.template_guide import column_text, sheet_hint, sheet_title
from jianfu.tables.template_layout import (
    APPLIES_TO,
    BAND_ROW,
    FIRST_ROW,
    HEADER_ROW,
    LAST_ROW,
    TITLE_ROW,
    SheetPlan,
)
from jianfu.tables.template_lists import UNIT_IDS, UNIT_NAMES
from jianfu.tables.workbook import word_text

_FORMATS = {
    Kind.DATE: "day",
    Kind.MOMENT: "moment",
    Kind.COUNT: "whole",
    Kind.AMOUNT: "number",
    Kind.RATIO: "ratio",
    Kind.FLAG: "choice",
    Kind.CODE: "choice",
}
_COMMENT_COLUMNS, _COMMENT_LINE = 26, 15
A4 = 9
WIDE_PERCENT = 60
"""Scale at which a sheet too wide for one page is printed, page beside page."""


def write_sheet(
    sheet: Worksheet,
    plan: SheetPlan,
    *,
    formats: Mapping[str, Format],
    lists: Mapping[str, str],
    entries: SheetPlan | None,
    as_of: date,
) -> None:
    """Lay out the empty sheet of one table; *entries* is the plan of the assets sheet in the same book, if any."""
    _write_head(sheet, plan, formats)
    for place, column in enumerate(plan.columns):
        hidden = column is not None and column.code == "sponsor_unit_id" and UNIT_IDS in lists
        style = formats["note"] if column is None else formats[_FORMATS.get(column.kind, "text")]
        sheet.set_column(place, place, plan.width(column), style, {"hidden": hidden})
        if column is not None and not hidden:
            validation = check(plan, column, lists=lists, entries=entries, as_of=as_of)
            if validation:
                sheet.data_validation(FIRST_ROW, place, LAST_ROW, place, validation)
    _write_lookups(sheet, plan, formats, lists, entries)
    _colour(sheet, plan, formats)
    _set_up_page(sheet, plan)


def _write_head(sheet: Worksheet, plan: SheetPlan, formats: Mapping[str, Format]) -> None:
    sheet.set_row(TITLE_ROW, 30)
    sheet.write_string(TITLE_ROW, 0, sheet_title(plan), formats["title"])
    if plan.bands:
        first = 0
        for band in plan.bands:
            last = first + len(band.codes) - 1
            sheet.merge_range(
                BAND_ROW, first, BAND_ROW, last, band.en if plan.lang == "en" else band.zh, formats["band"]
            )
            first = last + 1
    else:
        sheet.write_string(BAND_ROW, 0, sheet_hint(plan), formats["subtitle"])
    sheet.set_row(BAND_ROW, 20)
    sheet.set_row(HEADER_ROW, 32)
    for place, column in enumerate(plan.columns):
        style = "aid" if column is None else "required" if plan.required(column) else "optional"
        sheet.write_string(HEADER_ROW, place, plan.header(column), formats[style])
        if column is not None:
            _comment(sheet, place, column_text(plan, column))


def _comment(sheet: Worksheet, place: int, text: str) -> None:
    lines = sum(1 + len(line.encode("gb18030", "replace")) // (_COMMENT_COLUMNS + 4) for line in text.splitlines())
    options = {"width": 230, "height": 12 + _COMMENT_LINE * lines, "font_size": 9, "author": ""}
    sheet.write_comment(HEADER_ROW, place, text, options)


def _write_lookups(
    sheet: Worksheet,
    plan: SheetPlan,
    formats: Mapping[str, Format],
    lists: Mapping[str, str],
    entries: SheetPlan | None,
) -> None:
    """Fill the hidden number of the sponsor from its name, and the notes from the ids, as formulas."""
    if plan.table.code == "assets" and UNIT_IDS in lists:
        name = plan.letters("sponsor_unit")
        look = f'=IFERROR(INDEX({lists[UNIT_IDS]},MATCH({name}{{row}},{lists[UNIT_NAMES]},0)),"")'
        _fill_down(sheet, plan.place("sponsor_unit_id"), look, formats["text"])
    if None not in plan.columns:
        return
    aided = plan.columns[plan.columns.index(None) - 1]
    look = _note_formula(plan, aided, lists, entries) if aided is not None else ""
    if look:
        _fill_down(sheet, plan.columns.index(None), look, formats["note"])


def _note_formula(plan: SheetPlan, aided: Column, lists: Mapping[str, str], entries: SheetPlan | None) -> str:
    cell = f"{plan.letters(aided.code)}{{row}}"
    if aided.refers_to == "units" and UNIT_IDS in lists:
        shown, ids = lists[UNIT_NAMES], lists[UNIT_IDS]
    elif aided.refers_to == "assets" and entries is not None:
        shown, ids = entries.range_of("name"), entries.range_of("asset_id")
    else:
        return ""
    unknown = "not found" if plan.lang == "en" else "没有这个编号"
    return f'=IF({cell}="","",IFERROR(INDEX({shown},MATCH({cell},{ids},0)),"{unknown}"))'


def _fill_down(sheet: Worksheet, place: int, formula: str, style: Format) -> None:
    for row in range(FIRST_ROW, LAST_ROW + 1):
        sheet.write_formula(row, place, formula.replace("{row}", str(row + 1)), style, "")


def _colour(sheet: Worksheet, plan: SheetPlan, formats: Mapping[str, Format]) -> None:
    """Show grey what the category does not fill in, and red what is required and empty in a row that was begun."""
    first = FIRST_ROW + 1
    if plan.table.code == "assets":
        category = f"${plan.letters('category')}{first}"
        words = plan.table.column("category").words
        for code, categories in APPLIES_TO.items():
            others = ",".join(f'{category}<>"{word_text(words, name, plan.lang)}"' for name in categories)
            _conditional(sheet, plan.place(code), f'=AND({category}<>"",{others})', formats["not_applicable"])
    last = xl_col_to_name(len(plan.columns) - 1)
    begun = f"SUMPRODUCT(--(LEN($A{first}:${last}{first})>0))>0"
    for place, column in enumerate(plan.columns):
        if plan.required(column):
            cell = f"{xl_col_to_name(place)}{first}"
            _conditional(sheet, place, f'=AND({cell}="",{begun})', formats["missing"])


def _conditional(sheet: Worksheet, place: int, criteria: str, style: Format) -> None:
    options = {"type": "formula", "criteria": criteria, "format": style}
    sheet.conditional_format(FIRST_ROW, place, LAST_ROW, place, options)


def _set_up_page(sheet: Worksheet, plan: SheetPlan) -> None:
    kept = plan.place("name") + 1 if plan.table.code == "assets" else 1
    sheet.freeze_panes(FIRST_ROW, kept)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(TITLE_ROW, HEADER_ROW)
    if plan.bands:
        sheet.set_print_scale(WIDE_PERCENT)
        sheet.repeat_columns(0, kept - 1)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P / &N")
