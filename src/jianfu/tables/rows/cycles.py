"""Cycles in the tree of units: every unit in one, not those hanging below it.

Following the parents 2^k steps at once, k = 0, 1, 2 …: once 2^k reaches the number of units, only units of a cycle
are still arrived at.
"""

from jianfu.tables.store import Store


def cycles(store: Store) -> None:
    """Add a fault for every row of units that is its own superior, directly or over others."""
    units = store.number("SELECT count(DISTINCT unit_id) FROM typed_units WHERE parent_id IS NOT NULL")
    store.run(
        "CREATE OR REPLACE TEMP TABLE climb AS SELECT unit_id AS unit, min(parent_id) AS above FROM typed_units "
        "WHERE unit_id IS NOT NULL AND parent_id IS NOT NULL AND parent_id <> 'none' GROUP BY 1"
    )
    steps = 1
    while steps < 2 * units and store.number("SELECT count(*) FROM climb"):
        store.run(
            "CREATE OR REPLACE TEMP TABLE higher AS "
            "SELECT c.unit, d.above FROM climb c JOIN climb d ON d.unit = c.above"
        )
        store.run("CREATE OR REPLACE TEMP TABLE climb AS SELECT * FROM higher")
        steps *= 2
    store.run(
        "INSERT INTO faults SELECT t._id, 'parent_id', 'cycle', t.parent_id, NULL, NULL FROM typed_units t "
        "SEMI JOIN climb c ON c.above = t.unit_id"
    )
