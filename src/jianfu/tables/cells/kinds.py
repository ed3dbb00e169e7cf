"""How a column is read from what was sent: the value kept, and whether the cell is at fault.

Columns of Parquet that already have the right type take a direct way; all other cells are read as text.
"""

from dataclasses import dataclass
from datetime import date

from jianfu.engine.schema.column import Column, Kind
from jianfu.tables.cells import day, number, word

TEXT_TYPE = "VARCHAR"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_FRACTION = ("FLOAT", "DOUBLE")
_DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_VARCHARS = (Kind.ID, Kind.TEXT, Kind.CODE, Kind.CODES, Kind.IDS)
_NUMBERS = (Kind.COUNT, Kind.AMOUNT, Kind.RATIO)
_DATES = (Kind.DATE, Kind.MOMENT)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column is read: what is prepared from the raw cell, and the value read from *prepared*."""

    column: Column
    raw: str
    prepared: str
    typed: bool

    def value(self, prepared: str) -> str:
        """Return SQL for the value kept; null where the cell is empty, unknown or at fault."""
        return prepared if self.typed else _from_text(self.column, prepared)


def reading(column: Column, raw: str, sql_type: str = TEXT_TYPE) -> Reading:
    """Return how *raw* (SQL of a cell of that DuckDB type) is read for the column."""
    direct = _direct(column.kind, raw, sql_type)
    if direct:
        return Reading(column, raw, direct, True)
    as_text = as_text_sql(raw, sql_type)
    if column.kind in (Kind.ID, Kind.IDS):
        return Reading(column, as_text, f"jf_fold({as_text})", False)
    if column.kind is Kind.TEXT:
        return Reading(column, as_text, f"jf_trim({as_text})", False)
    return Reading(column, as_text, as_text, False)


def as_text_sql(raw: str, sql_type: str) -> str:
    """Return SQL for the cell as text, null where it is empty; lists are joined by ``;``."""
    if sql_type == TEXT_TYPE:
        return raw
    if sql_type.endswith("[]"):
        return f"NULLIF(array_to_string(CAST({raw} AS VARCHAR[]), ';'), '')"
    if sql_type == "TIMESTAMP WITH TIME ZONE":
        return f"CAST({_china_time(raw)} AS VARCHAR)"
    return f"CAST({raw} AS VARCHAR)"


def _china_time(raw: str) -> str:
    return f"make_timestamp(epoch_us({raw}) + 28800000000)"


def _direct(kind: Kind, raw: str, sql_type: str) -> str:
    """Return SQL of the value where the type already fits the kind, else empty text."""
    if kind is Kind.FLAG and sql_type == "BOOLEAN":
        return raw
    if kind is Kind.COUNT and sql_type in _WHOLE:
        return f"TRY_CAST({raw} AS BIGINT)"
    if kind in (Kind.AMOUNT, Kind.RATIO) and (sql_type in _WHOLE or sql_type in _FRACTION):
        return f"CASE WHEN isfinite(CAST({raw} AS DOUBLE)) THEN CAST({raw} AS DOUBLE) END"
    if kind in _DATES and sql_type in _DAYS:
        return f"CAST({raw} AS {'DATE' if kind is Kind.DATE else 'TIMESTAMP'})"
    if kind in _DATES and sql_type == "TIMESTAMP WITH TIME ZONE":
        return f"CAST({_china_time(raw)} AS {'DATE' if kind is Kind.DATE else 'TIMESTAMP'})"
    return ""


def _from_text(column: Column, prepared: str) -> str:
    match column.kind:
        case Kind.ID:
            return word.identity(prepared)
        case Kind.IDS:
            return word.identities(prepared)
        case Kind.TEXT:
            return word.text(prepared)
        case Kind.CODE:
            return word.code(prepared, column)
        case Kind.CODES:
            return word.codes(prepared, column)
        case Kind.FLAG:
            return word.flag(prepared)
        case Kind.DATE:
            return day.day(prepared)
        case Kind.MOMENT:
            return day.moment(prepared)
        case Kind.COUNT:
            return or_zero(number.count(prepared), prepared)
        case Kind.AMOUNT:
            return or_zero(number.amount(prepared), prepared)
        case Kind.RATIO:
            return or_zero(number.ratio(prepared), prepared)


def or_zero(value: str, prepared: str) -> str:
    """Return SQL for the number, 0 where the cell states that there is none."""
    return f"COALESCE({value}, CASE WHEN jf_none({prepared}) THEN 0 END)"


def out_of_range(column: Column, value: str, as_of: date) -> str:
    """Return SQL that is true where a value that was read cannot be: empty text where any value can."""
    if column.kind in _DATES:
        after = f"DATE '{LATEST}'" if column.may_be_future else f"DATE '{as_of}'"
        last = after if column.kind is Kind.DATE else f"({after} + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND)"
        return f"{value} NOT BETWEEN DATE '{EARLIEST}' AND {last}"
    if column.kind in (Kind.COUNT, Kind.AMOUNT):
        return f"{value} < 0"
    if column.kind is Kind.RATIO:
        return f"{value} NOT BETWEEN 0 AND 1"
    if column.required and column.kind in _VARCHARS:
        return f"{value} = 'none'"
    return ""


def at_fault(read: Reading, prepared: str, value: str, as_of: date) -> str:
    """Return SQL that is true where the cell must be reported: missing though required, unreadable, impossible."""
    column = read.column
    missing = "true" if column.required else "false"
    impossible = out_of_range(column, value, as_of) or "false"
    if read.typed:
        return f"CASE WHEN {value} IS NOT NULL THEN {impossible} ELSE {missing} END"
    stated = f" WHEN jf_none({prepared}) THEN {missing}" if column.kind in _DATES else ""
    return (
        f"CASE WHEN {value} IS NOT NULL THEN {impossible} WHEN {prepared} IS NULL THEN {missing} "
        f"WHEN jf_blank({prepared}) THEN {missing}{stated} ELSE true END"
    )


def states_none(read: Reading, prepared: str, value: str) -> str:
    """Return SQL that is true where a date column states that there is none; empty text for other kinds."""
    if read.column.kind not in _DATES or read.typed:
        return ""
    return f"CASE WHEN {value} IS NULL AND {prepared} IS NOT NULL THEN jf_none({prepared}) ELSE false END"


def says_unknown(read: Reading, prepared: str, value: str) -> str:
    """Return SQL that is true where the cell holds a word for "nobody knows"; empty text where it cannot."""
    if read.typed:
        return ""
    return f"CASE WHEN {value} IS NULL AND {prepared} IS NOT NULL THEN jf_unknown({prepared}) ELSE false END"
