"""Tables as JSON lines: every row of every table, out of either database and into either."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from jianfu.web.base.models import OpenSession


class _Whole(DjangoJSONEncoder):
    """Django's own, but for moments: it would cut them to milliseconds, and the audit chain with them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


_ENCODE = _Whole(ensure_ascii=False, separators=(",", ":")).encode
# What every migrated database holds by itself, and would clash; and what dies with the processes.
LEFT_OUT = {"contenttypes.contenttype", "auth.permission", "base.opensession", "base.worker"}
BATCH = 1000


def kept() -> list[type[models.Model]]:
    """Return the models that are backed up, in a stable order; the tables between many-to-many sides included."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted(
        (model for model in found if model._meta.label_lower not in LEFT_OUT and not model._meta.proxy),
        key=lambda model: model._meta.label_lower,
    )


def lines_of(model: type[models.Model]) -> Iterator[bytes]:
    """Return every row of a table as a line of JSON, by primary key."""
    names = [field.attname for field in model._meta.concrete_fields]
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH):
        yield (_ENCODE([_said(value) for value in row]) + "\n").encode()


def _said(value: Any) -> Any:
    return {"bytes": bytes(value).hex()} if isinstance(value, bytes | memoryview) else value


def fill(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Insert the rows of those lines and return how many there were."""
    fields = list(model._meta.concrete_fields)
    rows: list[models.Model] = []
    count = 0
    for line in lines:
        rows.append(
            model(**{field.attname: _read(field, value) for field, value in zip(fields, json.loads(line), strict=True)})
        )
        count += 1
        if len(rows) == BATCH:
            _insert(model, fields, rows)
            rows = []
    _insert(model, fields, rows)
    return count


def _read(field: Any, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField) and isinstance(value, dict):
        return bytes.fromhex(value["bytes"])
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _insert(model: type[models.Model], fields: list[Any], rows: list[models.Model]) -> None:
    """Insert rows as they are: no default, no ``auto_now`` may change what was kept."""
    if not rows:
        return
    compiled = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({marks})", compiled
        )


def empty() -> None:
    """Delete every row of every table that is backed up."""
    with connection.cursor() as cursor:
        gone: list[type[models.Model]] = [OpenSession, *kept()]
        # Sessions are not kept, and none outlives the people it was of.
        tables = [connection.ops.quote_name(model._meta.db_table) for model in gone]
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")


def reset_sequences() -> None:
    """Let every table's next number follow the highest one there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept()):
            cursor.execute(statement)
