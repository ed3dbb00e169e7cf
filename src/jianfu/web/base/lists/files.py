"""Rows of a list as parts of a file, read in steps so that no file is ever held whole in memory.

In Chinese the headers are the fields' labels, as the census templates have them, and values are the words of closed
sets; with ``lang=en`` headers are the fields' names and values the codes. JSON always has names and codes.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext as _

from jianfu.tables.cell import guarded
from jianfu.web.base.lists.cells import shown
from jianfu.web.base.lists.listing import Field, Kind
from jianfu.web.base.lists.reading import Reading

MOST_ROWS = {"csv": 500_000, "json": 500_000, "xlsx": 50_000}
STEP = 2_000
BLOCK = 2**16
BOM = "\ufeff"


def _ways(fields: tuple[Field, ...]) -> list[str]:
    """Return the ways whose values are read: a unit by its name, and for JSON by its id as well."""
    found: list[str] = []
    for field in fields:
        found += [f"{field.way}__name", f"{field.way}__unit_id"] if field.kind is Kind.UNIT else [field.way]
    return found


def _values(reading: Reading, most: int) -> Iterator[dict[str, Any]]:
    """Return each row as its values by way, in the order of the page, one more than the most."""
    rows = reading.rows.order_by(*reading.asked.order).values(*dict.fromkeys(_ways(reading.asked.columns)))
    yield from rows[: most + 1].iterator(chunk_size=STEP)


def _truncated(most: int) -> str:
    return _("以上仅为前 %(most)s 行，其余未导出：请缩小筛选范围后再次导出。") % {"most": most}


def _word(value: Any, field: Field, *, coded: bool) -> str:
    """Return a value as a spreadsheet that is imported again writes it."""
    if coded and field.choices:
        return str(value or "")
    if isinstance(value, bool) and coded:
        return "true" if value else "false"
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, list):
        return ";".join(map(str, value))
    return shown(value, field)


def _cells(values: dict[str, Any], fields: tuple[Field, ...], *, coded: bool) -> list[str]:
    found = []
    for field in fields:
        way = field.way if field.kind is not Kind.UNIT else f"{field.way}__{'unit_id' if coded else 'name'}"
        found.append(guarded(_word(values[way], field, coded=coded)))
    return found


def headers(fields: tuple[Field, ...], language: str) -> list[str]:
    """Return the headers: labels in Chinese, names otherwise."""
    if language == "en":
        return [field.name for field in fields]
    with translation.override("zh-hans"):
        return [str(field.label) for field in fields]


def csv_parts(reading: Reading, language: str) -> Iterator[bytes]:
    """Return the parts of a CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    most = MOST_ROWS["csv"]
    with translation.override(language):
        buffer.write(BOM)
        writer.writerow(headers(reading.asked.columns, language))
        for number, values in enumerate(_values(reading, most)):
            if number == most:
                writer.writerow([_truncated(most)])
                break
            writer.writerow(_cells(values, reading.asked.columns, coded=language == "en"))
            if buffer.tell() > BLOCK:
                yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def json_parts(reading: Reading, language: str) -> Iterator[bytes]:
    """Return the parts of a JSON document: the rows, and whether there were more."""
    most, truncated = MOST_ROWS["json"], False
    buffer = io.StringIO()
    buffer.write(f'{{"listing": {json.dumps(reading.listing.name)}, "rows": [')
    for number, values in enumerate(_values(reading, most)):
        if truncated := number == most:
            break
        buffer.write(("," if number else "") + "\n")
        buffer.write(json.dumps(_plain(values, reading.asked.columns), cls=DjangoJSONEncoder, ensure_ascii=False))
        if buffer.tell() > BLOCK:
            yield _taken(buffer)
    yield _taken(buffer)
    yield f'\n], "truncated": {json.dumps(truncated)}}}\n'.encode()


def _plain(values: dict[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        if field.kind is Kind.UNIT:
            unit_id, name = values[f"{field.way}__unit_id"], values[f"{field.way}__name"]
            found[field.name] = None if unit_id is None else {"unit_id": unit_id, "name": name}
        else:
            found[field.name] = values[field.way]
    return found


def xlsx_parts(reading: Reading, language: str) -> Iterator[bytes]:
    """Return the parts of a workbook, written row by row to a temporary file."""
    with tempfile.TemporaryFile() as file:
        with translation.override(language):
            _write_workbook(file, reading, language)
        file.seek(0)
        while part := file.read(BLOCK):
            yield part


def _write_workbook(file: Any, reading: Reading, language: str) -> None:
    fields, most = reading.asked.columns, MOST_ROWS["xlsx"]
    with xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(fields) - 1, 16)
        for column, header in enumerate(headers(fields, language)):
            sheet.write_string(0, column, header, bold)
        for number, values in enumerate(_values(reading, most), start=1):
            if number > most:
                sheet.write_string(number, 0, _truncated(most))
                break
            texts = _cells(values, fields, coded=language == "en")
            for column, (field, text) in enumerate(zip(fields, texts, strict=True)):
                _write_cell(sheet, number, column, values.get(field.way), text, dated)


def _write_cell(sheet: Any, row: int, column: int, value: Any, text: str, dated: Any) -> None:
    if isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(row, column, value, dated)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif text:
        sheet.write_string(row, column, text)
