"""How many rows a list has: counted to the last one while that is cheap, remembered for a while beyond that."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

EXACT_UP_TO = 10_000
REMEMBERED_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Count:
    """So many rows; ``about`` where the number is a remembered one that may have changed since."""

    number: int
    about: bool = False


def count(rows: QuerySet[Any]) -> Count:
    """Return how many rows there are. Beyond ten thousand the number may be up to five minutes old."""
    rows = rows.order_by()
    key = _key(rows)
    if (known := cache.get(key)) is not None:
        return Count(known, about=True)
    number = rows.count()
    if number > EXACT_UP_TO:
        cache.set(key, number, REMEMBERED_SECONDS)
    return Count(number)


def _key(rows: QuerySet[Any]) -> str:
    sql, parameters = rows.values("pk").query.sql_with_params()
    return "list-count-" + hashlib.sha256(repr((rows.db, sql, parameters)).encode()).hexdigest()
