"""Codes of which one begins with another: paths in the tree, division codes.

``LIKE 'x%'`` finds no index on SQLite, and a range finds the wrong rows under a natural-language collation on
PostgreSQL. So such columns sort by bytes on both, and a prefix is asked for as a range.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    Text = models.CharField[str, str]
else:
    Text = models.CharField


class PrefixField(Text):
    """Text that sorts by its bytes on every database."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        """Return the column's type, with the byte order on PostgreSQL."""
        found: dict[str, Any] = dict(super().db_parameters(connection))
        found["collation"] = "C" if connection.vendor == "postgresql" else None
        return found


def under(name: str, prefix: str) -> Q:
    """Return the condition that the column begins with the prefix; everything where the prefix is empty."""
    if not prefix:
        return Q()
    return Q(**{f"{name}__gte": prefix, f"{name}__lt": prefix[:-1] + chr(ord(prefix[-1]) + 1)})
