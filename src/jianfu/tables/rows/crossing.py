"""Faults a row has only beside other rows or across its own columns.

Duplicates, gaps that two columns may fill, the order of dates, references to ids that nobody states. A
reference to a row that is in the input but was itself rejected is no fault: one bad row does not drag others along.
"""

from jianfu.engine.schema.column import Column, Table
from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.rows.typed import typed_table
from jianfu.tables.store import Store

_ORDERED = (
    ("assets", "opened_on", "closed_on", "closed_before_opened"),
    ("exemptions", "valid_from", "valid_until", "until_before_from"),
)
_OTHERS_NAMED = 5


def gaps(store: Store) -> None:
    """Add faults for entries without any id or any sponsor."""
    assets = typed_table(BY_CODE["assets"])
    store.run(
        f"INSERT INTO faults SELECT _id, 'asset_id', 'no_asset_id', NULL, NULL, NULL FROM {assets} t "
        "WHERE asset_id IS NULL AND NOT EXISTS (SELECT 1 FROM faults f WHERE f._id = t._id AND f.code = 'asset_id')"
    )
    store.run(
        f"INSERT INTO faults SELECT _id, 'sponsor_unit_id', 'no_sponsor', NULL, NULL, NULL FROM {assets} t "
        "WHERE COALESCE(sponsor_unit_id, 'none') = 'none' AND COALESCE(sponsor_unit, 'none') = 'none' "
        "AND NOT EXISTS (SELECT 1 FROM faults f WHERE f._id = t._id AND f.code IN ('sponsor_unit_id', 'sponsor_unit'))"
    )


def order_of_dates(store: Store) -> None:
    """Add faults where something ends before it begins."""
    for code, first, last, problem in _ORDERED:
        store.run(
            f"INSERT INTO faults SELECT _id, '{last}', '{problem}', CAST({last} AS VARCHAR), "
            f"CAST({first} AS VARCHAR), CAST({first} AS VARCHAR) FROM typed_{code} WHERE {last} < {first}"
        )


def duplicates(store: Store) -> None:
    """Add a fault for every row whose key another row has too; each names (up to five of) the others."""
    for table in TABLES:
        if not table.key:
            continue
        key, name = identifier(table.key), typed_table(table)
        store.run(
            f"CREATE OR REPLACE TEMP TABLE twice AS SELECT t._id, t.{key} AS key FROM {name} t "
            f"JOIN (SELECT {key} AS key FROM {name} WHERE {key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1) d "
            f"ON d.key = t.{key}"
        )
        if store.number("SELECT count(*) FROM twice"):
            store.run(_duplicate(table))


def _duplicate(table: Table) -> str:
    place = "concat(p.file, CASE WHEN p.sheet <> '' THEN ' [' || p.sheet || ']' ELSE '' END, ' ', "
    listed = (
        "SELECT key, array_agg(_id ORDER BY _id) AS ids FROM (SELECT *, row_number() OVER "
        f"(PARTITION BY key ORDER BY _id) AS nth FROM twice) WHERE nth <= {_OTHERS_NAMED + 1} GROUP BY key"
    )
    others = (
        f"SELECT t._id, t.key, string_agg({place} row_of(o.other), '行') , '、' ORDER BY o.other) AS zh, "
        f"string_agg({place} 'row ', row_of(o.other)), ', ' ORDER BY o.other) AS en FROM twice t "
        f"JOIN ({listed}) l ON l.key = t.key, unnest(l.ids) AS o(other) JOIN parts p ON p.part = part_of(o.other) "
        "WHERE o.other <> t._id GROUP BY t._id, t.key"
    )
    return f"INSERT INTO faults SELECT _id, {literal(table.key)}, 'duplicate', key, zh, en FROM ({others})"


def references(store: Store) -> None:
    """Add a fault for every reference to an id that no row states; units are not checked where none were sent."""
    for table in TABLES:
        for column in table.columns:
            if column.refers_to and store.number(f"SELECT count(*) FROM typed_{column.refers_to}"):
                store.run(_orphans(table, column))


def _orphans(table: Table, column: Column) -> str:
    code, known = identifier(column.code), BY_CODE[column.refers_to]
    return (
        f"INSERT INTO faults SELECT t._id, {literal(column.code)}, 'orphan_{column.refers_to}', t.{code}, NULL, NULL "
        f"FROM {typed_table(table)} t ANTI JOIN {typed_table(known)} k ON k.{identifier(known.key)} = t.{code} "
        f"WHERE t.{code} IS NOT NULL AND t.{code} <> 'none'"
    )
