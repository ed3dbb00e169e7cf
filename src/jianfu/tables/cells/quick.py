"""The quick readings: small expressions that read clean cells, and give null for any cell that needs patience.

Where a quick reading gives a value it is the one the patient reading gives.
"""

from jianfu.engine.schema.column import Column, Kind
from jianfu.tables.cells import words
from jianfu.tables.cells.day import ISO_MOMENT
from jianfu.tables.cells.number import LARGEST
from jianfu.tables.cells.sql import FULL_WIDTH, HALF_WIDTH, any_of, chosen, literal

_SPECIAL = (*words.UNKNOWN, *words.NONE, *words.EXCEL_ERRORS)
_TO_FULL = dict(zip(HALF_WIDTH, FULL_WIDTH, strict=True))
_FIRSTS = {form for word in _SPECIAL for first in word[0] for form in (first, first.upper())}
_ALL_FIRSTS = {form for first in _FIRSTS for form in (first, _TO_FULL.get(first, first))} | {"'"}
_FIRST_CODES = tuple(sorted(map(ord, _ALL_FIRSTS)))
_CLEAN_ID = r"[0-9]+|[A-Za-z\p{Han}][0-9A-Za-z\p{Han}_:./()\-]*|[0-9][0-9A-Za-z_\-]*"
_UNCLEAN_ENDS = r"^[\s\x{00A0}\x{3000}\x{200B}\x{FEFF}']|[\s\x{00A0}\x{3000}\x{200B}\x{FEFF}]$"


def value(column: Column, raw: str) -> str:
    """Return SQL for the value of a clean cell of the column, null for any other."""
    return _BY_KIND.get(column.kind, lambda text: _word(text, column))(raw)


def _word(raw: str, column: Column) -> str:
    exact = {word.zh: word.code for word in column.words} | {word.code: word.code for word in column.words}
    return chosen(raw, exact | dict.fromkeys(("无", "none"), "none") if "无" not in exact else exact)


def _not_special(raw: str) -> str:
    return f"({raw} <> '' AND (strlen({raw}) > {words.LONGEST_WORD_BYTES} OR ascii({raw}) NOT IN {_FIRST_CODES}))"


def _identity(raw: str) -> str:
    return f"CASE WHEN {_not_special(raw)} AND regexp_full_match({raw}, {literal(_CLEAN_ID)}) THEN {raw} END"


def _text(raw: str) -> str:
    return f"CASE WHEN {_not_special(raw)} AND NOT regexp_matches({raw}, {literal(_UNCLEAN_ENDS)}) THEN {raw} END"


def _flag(raw: str) -> str:
    yes, no = any_of(raw, ("是", "true", "√", "1")), any_of(raw, ("否", "false", "×", "0"))
    return f"CASE WHEN {yes} THEN true WHEN {no} THEN false END"


def _day(raw: str) -> str:
    return f"CASE WHEN strlen({raw}) = 10 AND {raw} < '3' THEN TRY_CAST({raw} AS DATE) END"


def _moment(raw: str) -> str:
    return f"CASE WHEN regexp_full_match({raw}, {literal(ISO_MOMENT)}) THEN TRY_CAST({raw} AS TIMESTAMP) END"


def _amount(raw: str) -> str:
    number = f"TRY_CAST({raw} AS DOUBLE)"
    return f"CASE WHEN abs({number}) < {LARGEST} THEN {number} END"


def _count(raw: str) -> str:
    number = f"TRY_CAST({raw} AS DOUBLE)"
    return f"CASE WHEN abs({number}) < {LARGEST} AND {number} = floor({number}) THEN CAST({number} AS BIGINT) END"


_BY_KIND = {
    Kind.ID: _identity,
    Kind.IDS: _identity,
    Kind.TEXT: _text,
    Kind.FLAG: _flag,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.COUNT: _count,
    Kind.AMOUNT: _amount,
    Kind.RATIO: _amount,
}
