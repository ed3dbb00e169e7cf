"""Observations and exemptions: words looked up once per different word, then joined."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.engine.schema.measure import Measure
from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.cells import day, kinds, number, word
from jianfu.tables.cells.sql import identifier
from jianfu.tables.rows.typed import Special
from jianfu.tables.store import Store

_MOST_WORDS = 100_000


def _words(measure: Measure) -> tuple[str, ...]:
    """Return the words a measure goes by: its code, its name, its headings as a column of the entry."""
    headings = next((column.variants for column in BY_CODE["assets"].columns if column.code == measure.code), ())
    return (measure.code, measure.zh, *headings)


_BY_WORD = {fold(text): measure for measure in reversed(OBSERVABLE) for text in reversed(_words(measure))}


def measure_of(text: str) -> Measure | None:
    """Return the observable measure a cell names by code or Chinese name, null when it names none."""
    return _BY_WORD.get(fold(text))


def measures(store: Store, as_of: date) -> Special:
    """Return how the measures table is read: measure as its code, value as canonical text of its kind."""
    table = BY_CODE["measures"]
    if "measure" not in {code for types in store.relations(table).values() for code in types}:
        return Special()
    found = {text: measure_of(text) for text in _distinct(store, "measures", "measure")}
    rows = [(text, measure.code, measure.kind.value) for text, measure in found.items() if measure]
    _lookup(store, "known_measures", ("word", "code", "kind"), rows)
    given = "value" in {code for types in store.relations(table).values() for code in types}
    if given:
        _read_values(store, as_of)
    known = 'LEFT JOIN known_measures k ON k.word = CAST(r."measure" AS VARCHAR)'
    texts = 'LEFT JOIN known_values o ON o.kind = k.kind AND o.text = CAST(r."value" AS VARCHAR)'
    return Special(
        join=f"{known} {texts}" if given else known,
        values={"measure": "k.code"} | ({"value": _QUICK} if given else {}),
        faults={"measure": "k.code IS NULL"} | ({"value": _AT_FAULT} if given else {}),
    )


_CELL = 'CAST(r."value" AS VARCHAR)'
_WHOLE = (
    f"CASE WHEN k.kind IN ('count', 'amount') AND regexp_full_match({_CELL}, '0|[1-9][0-9]{{0,14}}') THEN {_CELL} END"
)
_QUICK = f"COALESCE({_WHOLE}, o.value)"
_AT_FAULT = "(o.fault AND k.kind IS NOT NULL)"


def _read_values(store: Store, as_of: date) -> None:
    """Read every different value of every kind of measure that is not plainly a whole number, once."""
    texts = (
        f"SELECT DISTINCT k.kind, {_CELL} AS text FROM ({store.texts(BY_CODE['measures'], 'measure', 'value')}) r "
        f"JOIN known_measures k ON k.word = r.measure "
        f"WHERE r._skip = 0 AND r.value IS NOT NULL AND {_WHOLE} IS NULL"
    )
    values = f"SELECT kind, text, {_value('text')} AS value FROM ({texts})"
    store.run(
        f"CREATE TABLE known_values AS SELECT kind, text, value, {_value_at_fault(as_of)} AS fault FROM ({values})"
    )


def _value(text: str) -> str:
    dated = f"COALESCE(CAST({day.day(text)} AS VARCHAR), CASE WHEN jf_none({text}) THEN 'none' END)"
    by_kind = {
        Kind.COUNT: f"CAST({kinds.or_zero(number.count(text), text)} AS VARCHAR)",
        Kind.AMOUNT: _shortest(kinds.or_zero(number.amount(text), text)),
        Kind.RATIO: _shortest(kinds.or_zero(number.ratio(text), text)),
        Kind.FLAG: f"CAST({word.flag(text)} AS VARCHAR)",
        Kind.DATE: dated,
    }
    whens = " ".join(f"WHEN '{kind.value}' THEN {value}" for kind, value in by_kind.items())
    return f"CASE kind {whens} END"


def _shortest(number_sql: str) -> str:
    """Return SQL for the number as text, a whole one without ``.0``, so that it reads as it was written."""
    return f"regexp_replace(CAST({number_sql} AS VARCHAR), '\\.0$', '')"


def _value_at_fault(as_of: date) -> str:
    return (
        "CASE WHEN value IS NULL THEN NOT jf_blank(text) "
        f"WHEN kind = 'date' THEN value <> 'none' AND value NOT BETWEEN '{kinds.EARLIEST}' AND '{as_of}' "
        "WHEN kind = 'ratio' THEN CAST(value AS DOUBLE) NOT BETWEEN 0 AND 1 "
        "ELSE starts_with(value, '-') END"
    )


def exemptions(store: Store, rule_ids: frozenset[str]) -> Special:
    """Return how the exemptions table is read: the rule by its id, whatever its width or case."""
    table = BY_CODE["exemptions"]
    if "rule_id" not in {code for types in store.relations(table).values() for code in types}:
        return Special()
    known = {fold(rule_id): rule_id for rule_id in rule_ids}
    rows = [(text, known[fold(text)]) for text in _distinct(store, "exemptions", "rule_id") if fold(text) in known]
    _lookup(store, "known_rules", ("word", "code"), rows)
    return Special(
        join='LEFT JOIN known_rules k ON k.word = CAST(r."rule_id" AS VARCHAR)',
        values={"rule_id": "k.code"},
        faults={"rule_id": "k.code IS NULL"},
    )


def _distinct(store: Store, table_code: str, code: str) -> list[str]:
    texts = store.texts(BY_CODE[table_code], code)
    column = identifier(code)
    different = f"SELECT DISTINCT {column} FROM ({texts}) WHERE _skip = 0 AND {column} IS NOT NULL"
    return [str(row[0]) for row in store.rows(f"{different} ORDER BY 1 LIMIT {_MOST_WORDS}")]


def _lookup(store: Store, name: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrow = pa.table({column: pa.array(values, pa.string()) for column, values in zip(columns, cells, strict=True)})
    store.connection.register("looked_up", arrow)
    store.run(f"CREATE TABLE {name} AS SELECT * FROM looked_up")
    store.connection.unregister("looked_up")
