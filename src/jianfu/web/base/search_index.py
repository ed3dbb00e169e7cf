"""The index beneath a search column, for the hand-written migration ``0002_search`` of a word."""

from typing import Any

from django.db.migrations.operations import RunPython

# Tokens hold Chinese characters, letters and digits alone; characters younger than the tokenizer's tables count too.
TOKENS = "unicode61 remove_diacritics 0 categories 'L* N* Co Cn'"

MADE_SQLITE = """
CREATE VIRTUAL TABLE "{table}_search" USING fts5(search, content="{table}", content_rowid="id", detail="none",
    prefix="1 2 3", tokenize="{tokens}");
CREATE TRIGGER "{table}_search_new" AFTER INSERT ON "{table}" BEGIN
    INSERT INTO "{table}_search" (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER "{table}_search_gone" AFTER DELETE ON "{table}" BEGIN
    INSERT INTO "{table}_search" ("{table}_search", rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER "{table}_search_changed" AFTER UPDATE OF search ON "{table}" WHEN old.search IS NOT new.search BEGIN
    INSERT INTO "{table}_search" ("{table}_search", rowid, search) VALUES ('delete', old.id, old.search);
    INSERT INTO "{table}_search" (rowid, search) VALUES (new.id, new.search);
END;
INSERT INTO "{table}_search" ("{table}_search") VALUES ('rebuild');
"""
UNMADE_SQLITE = """
DROP TRIGGER IF EXISTS "{table}_search_new";
DROP TRIGGER IF EXISTS "{table}_search_gone";
DROP TRIGGER IF EXISTS "{table}_search_changed";
DROP TABLE IF EXISTS "{table}_search";
"""
MADE_POSTGRESQL = """
CREATE INDEX "{table}_search" ON "{table}"
    USING gin (array_to_tsvector(array_remove(string_to_array(search, ' '), '')));
"""
UNMADE_POSTGRESQL = 'DROP INDEX IF EXISTS "{table}_search";'


def search_index(table: str) -> RunPython:
    """Return the step of a migration that indexes the table's search column, for either database."""
    return RunPython(
        lambda _apps, editor: _run(editor, table, MADE_SQLITE, MADE_POSTGRESQL),
        lambda _apps, editor: _run(editor, table, UNMADE_SQLITE, UNMADE_POSTGRESQL),
    )


def _run(editor: Any, table: str, sqlite: str, postgresql: str) -> None:
    script = postgresql if editor.connection.vendor == "postgresql" else sqlite
    with editor.connection.cursor() as cursor:
        for statement in _statements(script.format(table=table, tokens=TOKENS)):
            cursor.execute(statement)


def _statements(script: str) -> list[str]:
    """Return the statements of a script; a trigger's body stays in one piece."""
    found: list[str] = []
    held = ""
    for line in script.strip().splitlines():
        held += line + "\n"
        if line.endswith(";") and not line.startswith("    INSERT"):
            found.append(held)
            held = ""
    return found
