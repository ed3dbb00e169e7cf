"""Saying what is wrong with each cell that typing marked: one problem code a cell, chosen by kind."""

from datetime import date

from jianfu.engine.schema.column import Column, Kind, Table
from jianfu.tables.cells import kinds, number
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.rows.typed import bit, typed_table
from jianfu.tables.store import Store

_PARTIAL = r"^\d{4}\s*(?:[-./年]\s*(?:\d{1,2}\s*月?)?)?$"
_DAY_FIRST = r"^\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{4}$"
_SHORT_YEAR = r"^\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}日?$"


def create(store: Store) -> None:
    """Create the table of faults: row, column code (empty: the row), problem code, value as sent, details."""
    store.run(
        "CREATE TABLE faults (_id BIGINT, code VARCHAR, problem VARCHAR, value VARCHAR, "
        "detail_zh VARCHAR, detail_en VARCHAR)"
    )


def cells(store: Store, table: Table, as_of: date) -> None:
    """Add a fault for every cell marked, and for every row with more cells than columns."""
    marked = store.number(f"SELECT bit_or(_bad) FROM {typed_table(table)}")
    for column in table.columns:
        if marked & bit(table, column.code):
            store.run(_insert(store, table, column, as_of))
    if store.relations(table):
        surplus = f"SELECT _id, '', 'surplus_cells', _surplus, NULL, NULL FROM ({store.texts(table)})"
        store.run(f"INSERT INTO faults {surplus} WHERE _skip = 0 AND _surplus IS NOT NULL")


def _insert(store: Store, table: Table, column: Column, as_of: date) -> str:
    code = identifier(column.code)
    problem = _problem(column, as_of)
    return (
        f"INSERT INTO faults SELECT t._id, {literal(column.code)}, {problem}, r.{code}, NULL, NULL "
        f"FROM {typed_table(table)} t JOIN ({store.texts(table, column.code)}) r ON r._id = t._id "
        f"WHERE t._bad & {bit(table, column.code)} <> 0"
    )


def _problem(column: Column, as_of: date) -> str:
    raw, value = f"r.{identifier(column.code)}", f"t.{identifier(column.code)}"
    return (
        f"CASE WHEN {raw} IS NULL OR jf_blank({raw}) THEN 'missing' "
        f"WHEN jf_error({raw}) THEN 'excel_error' {_by_kind(column, raw, value, as_of)} "
        f"{_none(column, raw)} ELSE {literal(_BY_CODE.get(column.code) or _OTHERWISE[column.kind])} END"
    )


def _none(column: Column, raw: str) -> str:
    return f"WHEN jf_none({raw}) THEN 'none_not_allowed'" if column.required else ""


def _by_kind(column: Column, raw: str, value: str, as_of: date) -> str:
    folded = f"jf_fold(ltrim({raw}, ''''))"
    if column.code in _BY_CODE:
        return ""
    if column.kind in (Kind.DATE, Kind.MOMENT):
        return (
            f"WHEN regexp_matches({folded}, {literal(_SHORT_YEAR)}) THEN 'short_year' "
            f"WHEN {value} < DATE '{kinds.EARLIEST}' THEN 'too_early' "
            f"WHEN {value} IS NOT NULL THEN '{'too_late' if column.may_be_future else 'future'}' "
            f"WHEN regexp_matches({folded}, {literal(_PARTIAL)}) THEN 'partial_date' "
            f"WHEN regexp_matches({folded}, {literal(_DAY_FIRST)}) THEN 'day_first'"
        )
    if column.kind in (Kind.COUNT, Kind.AMOUNT):
        whole = f"WHEN {number.amount(raw)} IS NOT NULL THEN 'not_whole'" if column.kind is Kind.COUNT else ""
        return f"WHEN {value} < 0 THEN 'negative' {whole}"
    if column.kind is Kind.RATIO:
        return f"WHEN {value} IS NOT NULL THEN 'ratio_range'"
    return ""


_BY_CODE = {"measure": "unknown_measure", "value": "unfit_value", "rule_id": "unknown_rule"}
_OTHERWISE = {
    Kind.ID: "mangled_number",
    Kind.IDS: "mangled_number",
    Kind.TEXT: "unreadable_text",
    Kind.CODE: "unknown_word",
    Kind.CODES: "unknown_word",
    Kind.DATE: "bad_date",
    Kind.MOMENT: "bad_moment",
    Kind.COUNT: "bad_number",
    Kind.AMOUNT: "bad_number",
    Kind.RATIO: "bad_ratio",
    Kind.FLAG: "bad_flag",
}
