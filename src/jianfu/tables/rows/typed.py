"""Typing a whole table at once: values by column, and by row which cells are at fault and which say "unknown".

A typed table ``typed_<code>`` has ``_id``, ``_bad`` and ``_unknown`` (bit i = column i), ``stated_none``, the columns.
Clean cells are read in one pass; the texts among them that are not clean are first read once each, then joined.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jianfu.engine.schema.column import Column, Table
from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables.cells import kinds
from jianfu.tables.cells.kinds import Reading, State
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.store import Store


@dataclass(frozen=True, slots=True)
class Special:
    """What a table reads otherwise than by kind: a join of words known, and by column the value and the fault."""

    join: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    """One relation of a table, how its columns are read, and which of them hold texts that are not clean."""

    table: Table
    relation: str
    kept: str
    reads: dict[str, Reading]
    special: Special
    stated: bool


def typed_table(table: Table) -> str:
    """Return the name of the typed table."""
    return f"typed_{table.code}"


def bit(table: Table, code: str) -> int:
    """Return the bit of the column in the masks."""
    return 1 << table.codes.index(code)


def type_rows(store: Store, table: Table, as_of: date, special: Special) -> None:
    """Create the typed table from every relation that holds rows of the table; empty when there is none."""
    columns = ", ".join(f"{identifier(column.code)} {column.sql_type}" for column in table.columns)
    name = typed_table(table)
    store.run(f"CREATE TABLE {name} (_id BIGINT, _bad BIGINT, _unknown BIGINT, {STATED_NONE} VARCHAR, {columns})")
    for relation, types in store.relations(table).items():
        given = [column for column in table.columns if column.code in types]
        reads = {c.code: kinds.reading(c, kinds.cell_of(c.code), types[c.code]) for c in given}
        source = _Source(table, relation, store.kept, reads, special, relation in store.states_none)
        patient = _read_patiently(store, source)
        store.run(f"INSERT INTO {name} {_select(source, patient, as_of)}")
        for code in patient:
            store.run(f"DROP TABLE {_texts(code)}")


def _read_patiently(store: Store, source: _Source) -> list[str]:
    """Read every different text that is not clean, column by column; return the columns that have any."""
    reads = [r for code, r in source.reads.items() if not r.direct and code not in source.special.values]
    if not reads:
        return []
    unclean = [f"bool_or({_unclean(r)})" for r in reads]
    found = store.rows(f"SELECT {', '.join(unclean)} FROM {source.relation} r WHERE {source.kept}")[0]
    patient = [r for r, any_unclean in zip(reads, found, strict=True) if any_unclean]
    for r in patient:
        texts = f"SELECT DISTINCT {r.text} AS text FROM {source.relation} r WHERE {source.kept} AND {_unclean(r)}"
        values = f"SELECT text, {kinds.patient(r.column, 'text')} AS value FROM ({texts})"
        store.run(
            f"CREATE TEMP TABLE {_texts(r.column.code)} AS SELECT text, value, "
            f"{kinds.state(r.column, 'text', 'value')} AS state FROM ({values})"
        )
    return [r.column.code for r in patient]


def _unclean(read: Reading) -> str:
    return f"({read.text} IS NOT NULL AND ({read.quick}) IS NULL)"


def _texts(code: str) -> str:
    return f"texts_{code}"


def _select(source: _Source, patient: list[str], as_of: date) -> str:
    """Return the SELECT that types one relation: values read in the inner query, faults judged in the outer one."""
    inner = [_value(source, patient, c) for c in source.table.columns]
    states = [f"t_{code}.state AS s_{code}" for code in patient]
    present = [f"{r.text} IS NULL AS e_{code}" for code, r in source.reads.items() if code in source.special.values]
    faults = [f"{fault} AS f_{code}" for code, fault in source.special.faults.items() if code in source.reads]
    joins = [source.special.join] + [
        f"LEFT JOIN {_texts(code)} t_{code} ON t_{code}.text = {source.reads[code].text}" for code in patient
    ]
    rows = (
        f"SELECT r._id, r._stated, {', '.join((*inner, *states, *present, *faults))} "
        f"FROM {source.relation} r {' '.join(joins)} WHERE {source.kept}"
    )
    bad = {c.code: _at_fault(source, patient, c, as_of) for c in source.table.columns if c.code in source.reads}
    unknown = {code: f"s_{code} = {State.UNKNOWN:d}" for code in patient}
    values = ", ".join(_made_id(source) if c.code == "asset_id" else f"v_{c.code}" for c in source.table.columns)
    marks = f"{_mask(source.table, bad)}, {_mask(source.table, unknown)}, {_stated(source, patient)}"
    return f"SELECT _id, {marks}, {values} FROM ({rows})"


def _value(source: _Source, patient: list[str], column: Column) -> str:
    code = column.code
    if code not in source.reads:
        return f"NULL::{column.sql_type} AS v_{code}"
    if code in source.special.values:
        return f"{source.special.values[code]} AS v_{code}"
    quick = source.reads[code].quick
    return f"COALESCE({quick}, t_{code}.value) AS v_{code}" if code in patient else f"{quick} AS v_{code}"


def _at_fault(source: _Source, patient: list[str], column: Column, as_of: date) -> str:
    code, missing = column.code, "true" if column.required else "false"
    if code in source.special.values:
        fault = f"f_{code}" if code in source.special.faults else "false"
        return f"CASE WHEN e_{code} THEN {missing} ELSE {fault} END"
    impossible = kinds.impossible(column, f"v_{code}", as_of)
    unread = f"WHEN s_{code} = {State.FAULT:d} THEN true " if code in patient else ""
    return f"CASE WHEN v_{code} IS NOT NULL THEN {impossible} {unread}ELSE {missing} END"


def _made_id(source: _Source) -> str:
    """Return SQL for an entry's id: its own, else platform and account where both are given. Other tables: as read."""
    if source.table.code != "assets":
        return "v_asset_id"
    made = "NULLIF(v_platform, 'none') || ':' || NULLIF(v_platform_id, 'none')"
    return f"COALESCE(NULLIF(v_asset_id, 'none'), {made})"


def _mask(table: Table, conditions: Mapping[str, str]) -> str:
    bits = [
        f"CASE WHEN {condition} THEN {bit(table, code)}::BIGINT ELSE 0 END" for code, condition in conditions.items()
    ]
    return " | ".join(bits) or "0::BIGINT"


def _stated(source: _Source, patient: list[str]) -> str:
    """Return SQL for the codes of date columns that state none, those our own earlier output states included."""
    conditions: dict[str, str] = {}
    for code, read in source.reads.items():
        if read.column.kind in kinds.DATES:
            earlier = f"contains(concat(';', _stated, ';'), ';{code};')" if source.stated else "false"
            now = f"COALESCE(s_{code} = {State.NONE:d}, false)" if code in patient else "false"
            conditions[code] = f"(v_{code} IS NULL AND ({earlier} OR {now}))"
    stated = [f"CASE WHEN {condition} THEN {literal(code)} END" for code, condition in conditions.items()]
    return f"NULLIF(concat_ws(';', {', '.join(stated)}), '')" if stated else "NULL::VARCHAR"
