"""The rows of a template that are known already: written as words a person reads and the reader reads back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.schema.column import Column, Kind
from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables.template_layout import FIRST_ROW, SheetPlan
from jianfu.tables.workbook import FLAG_WORDS, NONE_WORDS, word_text

_NUMBERS = (Kind.COUNT, Kind.AMOUNT, Kind.RATIO)


def write_rows(
    sheet: Worksheet, plan: SheetPlan, rows: Sequence[Mapping[str, str | None]], formats: Mapping[str, Format]
) -> None:
    """Write the rows below the header. Each maps column codes to text as the contract stores it, null where silent."""
    for number, row in enumerate(rows, start=FIRST_ROW):
        stated = (row.get(STATED_NONE) or "").split(";")
        for place, column in enumerate(plan.columns):
            if column is not None:
                _write(sheet, (number, place), plan.lang, column, row.get(column.code), column.code in stated, formats)


def _write(
    sheet: Worksheet,
    at: tuple[int, int],
    lang: str,
    column: Column,
    value: str | None,
    states_none: bool,
    formats: Mapping[str, Format],
) -> None:
    if value is None and not states_none:
        return
    if value is None or value == "none":
        sheet.write_string(*at, NONE_WORDS[lang])
    elif column.kind is Kind.DATE:
        sheet.write_datetime(*at, datetime.combine(date.fromisoformat(value), time()), formats["day"])
    elif column.kind in _NUMBERS:
        sheet.write_number(*at, float(value))
    else:
        sheet.write_string(*at, _words(lang, column, value))


def _words(lang: str, column: Column, value: str) -> str:
    if column.kind is Kind.FLAG:
        return FLAG_WORDS[lang][value == "true"]
    if column.words:
        return "、".join(word_text(column.words, code, lang) for code in value.split(";"))
    return value
