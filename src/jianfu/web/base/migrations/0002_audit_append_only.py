"""The database itself refuses to change or delete what the audit chain holds."""

from typing import Any

from django.db import migrations

REFUSAL = "audit entries are append-only"
KEPT = ("base_auditentry", "base_auditseal")
HEAD = "base_audithead"
NAMES = tuple(f"{table}_no_{verb}" for table in (*KEPT, HEAD) for verb in ("update", "delete"))


def _sqlite() -> list[str]:
    made = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in KEPT
        for verb in ("update", "delete")
    ]
    made.append(
        f"CREATE TRIGGER {HEAD}_no_update BEFORE UPDATE ON {HEAD} WHEN NEW.seq < OLD.seq OR NEW.id <> OLD.id "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    made.append(f"CREATE TRIGGER {HEAD}_no_delete BEFORE DELETE ON {HEAD} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
    return made


def _postgresql() -> list[str]:
    refuse = f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    made = [f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS {refuse}"]
    for table in (*KEPT, HEAD):
        update = " WHEN (NEW.seq < OLD.seq OR NEW.id <> OLD.id)" if table == HEAD else ""
        refused = "EXECUTE FUNCTION audit_refuse()"
        for verb, each in (("update", f"ROW{update}"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            made.append(f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} FOR EACH {each} {refused}")
    return made


def forbid(connection: Any) -> None:
    """Make the triggers."""
    with connection.cursor() as cursor:
        for statement in _postgresql() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def allow(connection: Any) -> None:
    """Drop the triggers: for a restore into an emptied database, and for tests that empty their tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS audit_refuse() CASCADE")
            return
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def make_head(apps: Any, editor: Any) -> None:
    """Make the one row that says where the chain ends, so that no two first writers race for it."""
    apps.get_model("base", "AuditHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    """Triggers and the head row."""

    dependencies = [("base", "0001_initial")]

    operations = [
        migrations.RunPython(make_head, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: forbid(editor.connection), lambda apps, editor: allow(editor.connection)
        ),
    ]
