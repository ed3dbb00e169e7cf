"""Observations and exemptions: words looked up once per different word, then joined."""

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
    """A measure goes by its code and name; one that is a column of the entry, by that column's headings too."""
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
    return Special(
        join='LEFT JOIN known_measures k ON k.word = CAST(r."measure" AS VARCHAR)',
        extra=("k.code AS k_code", "k.kind AS k_kind"),
        values={"measure": "k_code", "value": _value("p_value")},
        faults={"measure": "v_measure IS NULL", "value": _value_at_fault(as_of)},
    )


def _value(prepared: str) -> str:
    dated = f"COALESCE(CAST({day.day(prepared)} AS VARCHAR), CASE WHEN jf_none({prepared}) THEN 'none' END)"
    by_kind = {
        Kind.COUNT: f"CAST({kinds.or_zero(number.count(prepared), prepared)} AS VARCHAR)",
        Kind.AMOUNT: _shortest(kinds.or_zero(number.amount(prepared), prepared)),
        Kind.RATIO: _shortest(kinds.or_zero(number.ratio(prepared), prepared)),
        Kind.FLAG: f"CAST({word.flag(prepared)} AS VARCHAR)",
        Kind.DATE: dated,
    }
    whens = " ".join(f"WHEN '{kind.value}' THEN {value}" for kind, value in by_kind.items())
    return f"CASE k_kind {whens} END"


def _shortest(number_sql: str) -> str:
    """A whole amount without ``.0``, so that it reads as it was written."""
    return f"regexp_replace(CAST({number_sql} AS VARCHAR), '\\.0$', '')"


def _value_at_fault(as_of: date) -> str:
    return (
        "CASE WHEN p_value IS NULL OR k_kind IS NULL THEN false "
        "WHEN v_value IS NULL THEN NOT jf_blank(p_value) "
        "WHEN k_kind = 'date' THEN v_value <> 'none' AND "
        f"v_value NOT BETWEEN '{kinds.EARLIEST}' AND '{as_of}' "
        "WHEN k_kind = 'ratio' THEN CAST(v_value AS DOUBLE) NOT BETWEEN 0 AND 1 "
        "ELSE starts_with(v_value, '-') END"
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
        extra=("k.code AS k_code",),
        values={"rule_id": "k_code"},
        faults={"rule_id": "v_rule_id IS NULL"},
    )


def _distinct(store: Store, table_code: str, code: str) -> list[str]:
    texts = store.texts(BY_CODE[table_code], code)
    column = identifier(code)
    query = f"SELECT DISTINCT {column} FROM ({texts}) WHERE _skip = 0 AND {column} IS NOT NULL ORDER BY 1 LIMIT {_MOST_WORDS}"
    return [str(row[0]) for row in store.rows(query)]


def _lookup(store: Store, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrow = pa.table({column: pa.array(values, pa.string()) for column, values in zip(columns, cells, strict=True)})
    store.connection.register("looked_up", arrow)
    store.run(f"CREATE TABLE {name} AS SELECT * FROM looked_up")
    store.connection.unregister("looked_up")
