"""Write many rows at once: ``executemany`` on SQLite, COPY on PostgreSQL. Values come as the database keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, Model

_ROWS = 5_000


def _quoted(model: type[Model], name: str) -> str:
    """Return the column of a field, quoted as the database wants it."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{name} has no column")
    return str(connection.ops.quote_name(field.column))


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows into a model's table, in the caller's transaction."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(_quoted(model, name) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        for some in batched(rows):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", some)


def update(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, versioned: bool) -> int:
    """Update rows by primary key (and version, where *versioned*: it goes up by one); return how many were updated.

    Each row holds the columns' values, then the key, then the version.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    said = [f"{_quoted(model, name)} = %s" for name in columns]
    where = "id = %s" + (" AND version = %s" if versioned else "")
    said += ["version = version + 1"] if versioned else []
    done = 0
    with connection.cursor() as cursor:
        for some in batched(rows):
            cursor.executemany(f"UPDATE {table} SET {', '.join(said)} WHERE {where}", some)
            done += cursor.rowcount
    return done


def batched(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    """Return the rows some thousands at a time."""
    every = iter(rows)
    while some := list(islice(every, _ROWS)):
        yield some


def take_keys(model: type[Model], count: int) -> Iterator[int]:
    """Return so many primary keys that nobody has or will be given; call it within the transaction that inserts."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return iter([row[0] for row in cursor.fetchall()])
        cursor.execute("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [table])
        last = int((cursor.fetchone() or (0,))[0])
    return iter(range(last + 1, last + count + 1))


def moment(at: datetime) -> Any:
    """Return a moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(at)
