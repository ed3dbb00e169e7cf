"""Typing a whole table at once: values by column, and by row which cells are at fault and which say "unknown".

A typed table ``typed_<code>`` has ``_id``, ``_bad`` and ``_unknown`` (bit i = column i), ``stated_none``, the columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jianfu.engine.schema.column import Column, Kind, Table
from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables.cells import kinds
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.store import Store


@dataclass(frozen=True, slots=True)
class Special:
    """A column read through a look-up of the words that occur in it: the join, its value, and its fault."""

    join: str = ""
    extra: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def typed_table(table: Table) -> str:
    """Return the name of the typed table."""
    return f"typed_{table.code}"


def type_rows(store: Store, table: Table, as_of: date, special: Special) -> None:
    """Create the typed table from every relation that holds rows of the table; empty when there is none."""
    columns = ", ".join(f"{identifier(column.code)} {column.sql_type}" for column in table.columns)
    name = typed_table(table)
    store.run(f"CREATE TABLE {name} (_id BIGINT, _bad BIGINT, _unknown BIGINT, {STATED_NONE} VARCHAR, {columns})")
    for relation, types in store.relations(table).items():
        store.run(f"INSERT INTO {name} {_select(store.kept, table, (relation, types), as_of, special)}")


def _select(kept_rows: str, table: Table, source: tuple[str, dict[str, str]], as_of: date, special: Special) -> str:
    """Return the SELECT that types one relation, in three layers: cells prepared, values read, faults judged."""
    relation, types = source
    given = [column for column in table.columns if column.code in types]
    reads = {column.code: kinds.reading(column, f"r.{identifier(column.code)}", types[column.code]) for column in given}
    prepared = [f"{reads[c.code].prepared} AS {_p(c)}" for c in given]
    values = [f"{special.values.get(c.code) or reads[c.code].value(_p(c))} AS {_v(c)}" for c in given]
    kept = ", ".join(_p(c) for c in given)
    inner = f"SELECT r._id, r._stated, {', '.join((*prepared, *special.extra))} FROM {relation} r {special.join} WHERE {kept_rows}"
    extra = ", ".join(("", *(piece.rsplit(" AS ", 1)[1] for piece in special.extra)))
    middle = f"SELECT _id, _stated, {kept}, {', '.join(values)}{extra} FROM ({inner})"
    bad = {c.code: special.faults.get(c.code) or kinds.at_fault(reads[c.code], _p(c), _v(c), as_of) for c in given}
    unknown = {c.code: kinds.says_unknown(reads[c.code], _p(c), _v(c)) for c in given}
    none = {c.code: kinds.states_none(reads[c.code], _p(c), _v(c)) for c in given}
    made = {"asset_id": made_id(types)} if table.code == "assets" else {}
    finals = [made.get(c.code) or _final(c, types) for c in table.columns]
    return (
        f"SELECT _id, {_mask(table, bad)}, {_mask(table, unknown)}, {_stated(none)}, "
        f"{', '.join(finals)} FROM ({middle})"
    )


def _final(column: Column, types: dict[str, str]) -> str:
    return _v(column) if column.code in types else f"NULL::{column.sql_type}"


def made_id(types: Iterable[str]) -> str:
    """Return SQL for the id of an entry that has none of its own: platform and account, where both are given."""
    own = "NULLIF(v_asset_id, 'none')" if "asset_id" in types else "NULL::VARCHAR"
    if not {"platform", "platform_id"} <= set(types):
        return own
    return f"COALESCE({own}, NULLIF(v_platform, 'none') || ':' || NULLIF(v_platform_id, 'none'))"


def _p(column: Column) -> str:
    return f"p_{column.code}"


def _v(column: Column) -> str:
    return f"v_{column.code}"


def _mask(table: Table, conditions: dict[str, str]) -> str:
    bits = [
        f"CASE WHEN {conditions[code]} THEN {1 << place}::BIGINT ELSE 0 END"
        for place, code in enumerate(table.codes)
        if conditions.get(code)
    ]
    return " | ".join(bits) or "0::BIGINT"


def _stated(none: dict[str, str]) -> str:
    """Codes of date columns that state none, those our own earlier output states included."""
    stated = [f"CASE WHEN {condition} THEN {literal(code)} END" for code, condition in none.items() if condition]
    parts = ["_stated", *stated]
    return f"NULLIF(concat_ws(';', {', '.join(parts)}), '')"


def bit(table: Table, code: str) -> int:
    """Return the bit of the column in the masks."""
    return 1 << table.codes.index(code)


def is_date(column: Column) -> bool:
    """Tell whether the column holds days or moments."""
    return column.kind in (Kind.DATE, Kind.MOMENT)
