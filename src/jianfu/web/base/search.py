"""Search by part of a name, by pinyin and by initials, the same on SQLite and PostgreSQL."""

from typing import Any

from django.db.models import QuerySet


def text_for(*names: str) -> str:
    """Return what the search column holds for a thing with these names."""
    return " ".join(name.casefold() for name in names if name)


def matching(rows: QuerySet[Any], column: str, asked: str) -> QuerySet[Any]:
    """Return the rows whose search column answers to what was asked."""
    return rows.filter(**{f"{column}__contains": asked.strip().casefold()})
