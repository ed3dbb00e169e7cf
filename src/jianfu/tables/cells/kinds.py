"""How a column is read from what was sent.

Columns of Parquet that already have the right type take a direct way. All other cells are text: clean ones are read
at once (*quick*), the rest once per different text (*patient*), however many cells hold that text.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from jianfu.engine.schema.column import Column, Kind
from jianfu.tables.cells import day, number, quick, word
from jianfu.tables.cells.sql import identifier

TEXT_TYPE = "VARCHAR"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_FRACTION = ("FLOAT", "DOUBLE")
_DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_ZONED = "TIMESTAMP WITH TIME ZONE"
VARCHARS = (Kind.ID, Kind.TEXT, Kind.CODE, Kind.CODES, Kind.IDS)
DATES = (Kind.DATE, Kind.MOMENT)


class State(IntEnum):
    """What a text that is not clean turned out to be."""

    READ = 0
    BLANK = 1
    UNKNOWN = 2
    NONE = 3
    FAULT = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column is read: the cell as text, and its value where the type fits already or the text is clean."""

    column: Column
    text: str
    quick: str
    direct: bool


def reading(column: Column, cell: str, sql_type: str = TEXT_TYPE) -> Reading:
    """Return how *cell* (SQL of a cell of that DuckDB type) is read for the column."""
    direct = _direct(column.kind, cell, sql_type)
    text = as_text_sql(cell, sql_type)
    return Reading(column, text, direct or quick.value(column, text), bool(direct))


def patient(column: Column, text: str) -> str:
    """Return SQL for the value of a text, however it is written; null where it has none or is at fault."""
    folded = f"jf_fold({text})"
    match column.kind:
        case Kind.ID | Kind.IDS:
            read = word.identity if column.kind is Kind.ID else word.identities
            return read(folded)
        case Kind.CODE | Kind.CODES:
            return (word.code if column.kind is Kind.CODE else word.codes)(text, column)
        case Kind.COUNT | Kind.AMOUNT | Kind.RATIO:
            return or_zero(_NUMBERS[column.kind](text), text)
        case _:
            return _TEXTS[column.kind](text)


_NUMBERS = {Kind.COUNT: number.count, Kind.AMOUNT: number.amount, Kind.RATIO: number.ratio}
_TEXTS = {
    Kind.TEXT: lambda text: word.text(f"jf_trim({text})"),
    Kind.FLAG: word.flag,
    Kind.DATE: day.day,
    Kind.MOMENT: day.moment,
}


def state(column: Column, text: str, value: str) -> str:
    """Return SQL for the State of a text whose patient value is *value*."""
    none = f"WHEN jf_none({text}) THEN {State.NONE:d}" if column.kind in DATES else ""
    return (
        f"CASE WHEN {value} IS NOT NULL THEN {State.READ:d} WHEN jf_trim({text}) = '' THEN {State.BLANK:d} "
        f"WHEN jf_blank({text}) THEN {State.UNKNOWN:d} {none} ELSE {State.FAULT:d} END"
    )


def as_text_sql(cell: str, sql_type: str) -> str:
    """Return SQL for the cell as text, null where it is empty; lists are joined by ``;``."""
    if sql_type == TEXT_TYPE:
        return cell
    if sql_type.endswith("[]"):
        return f"NULLIF(array_to_string(CAST({cell} AS VARCHAR[]), ';'), '')"
    return f"CAST({_china_time(cell) if sql_type == _ZONED else cell} AS VARCHAR)"


def _china_time(cell: str) -> str:
    return f"make_timestamp(epoch_us({cell}) + 28800000000)"


def _direct(kind: Kind, cell: str, sql_type: str) -> str:
    """Return SQL of the value where the type already fits the kind, else empty text."""
    if kind is Kind.FLAG and sql_type == "BOOLEAN":
        return cell
    if kind is Kind.COUNT and sql_type in _WHOLE:
        return f"TRY_CAST({cell} AS BIGINT)"
    if kind in (Kind.AMOUNT, Kind.RATIO) and (sql_type in _WHOLE or sql_type in _FRACTION):
        return f"CASE WHEN isfinite(CAST({cell} AS DOUBLE)) THEN CAST({cell} AS DOUBLE) END"
    if kind in DATES and (sql_type in _DAYS or sql_type == _ZONED):
        moment = _china_time(cell) if sql_type == _ZONED else cell
        return f"CAST({moment} AS {'DATE' if kind is Kind.DATE else 'TIMESTAMP'})"
    return ""


def or_zero(value: str, text: str) -> str:
    """Return SQL for the number, 0 where the text states that there is none."""
    return f"COALESCE({value}, CASE WHEN jf_none({text}) THEN 0 END)"


def impossible(column: Column, value: str, as_of: date) -> str:
    """Return SQL that is true where a value that was read cannot be; ``false`` where any value can."""
    if column.kind in DATES:
        after = f"DATE '{LATEST if column.may_be_future else as_of}'"
        last = after if column.kind is Kind.DATE else f"({after} + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND)"
        return f"{value} NOT BETWEEN DATE '{EARLIEST}' AND {last}"
    if column.kind in (Kind.COUNT, Kind.AMOUNT):
        return f"{value} < 0"
    if column.kind is Kind.RATIO:
        return f"{value} NOT BETWEEN 0 AND 1"
    return f"{value} = 'none'" if column.required and column.kind in VARCHARS else "false"


def cell_of(code: str) -> str:
    """Return the cell of a raw relation (alias r) by column code."""
    return f"r.{identifier(code)}"
