"""Keep every unit's path true to its parent."""

from django.db import connection

_REBUILD = """
WITH RECURSIVE placed(id, path) AS (
    SELECT id, '/' || CAST(id AS text) || '/' FROM units_unit WHERE parent_id IS NULL
    UNION ALL
    SELECT unit.id, placed.path || CAST(unit.id AS text) || '/'
    FROM units_unit AS unit JOIN placed ON unit.parent_id = placed.id
)
UPDATE units_unit SET path = placed.path FROM placed
WHERE placed.id = units_unit.id AND units_unit.path <> placed.path
"""


def rebuild_paths() -> None:
    """Write every path anew from the parents; call it after any unit was added or moved, in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_REBUILD)
