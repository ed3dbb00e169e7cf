"""What a word declares to have a list page: its rows, its fields, and what may be done to many of them at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission

Label = str | Promise


class Kind(StrEnum):
    """What a field holds; it decides which lookups are offered and how a value is shown and exported."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    FLAG = "flag"
    UNIT = "unit"  # a unit; filtering by it includes all below


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a list: its name in the address and the files, its label, and the way to it from the row.

    ``path`` is the ORM way (``sponsor__name``), the name itself where empty. ``observed`` names the date the value was
    observed on, so that its age can be shown beside it. Only indexed fields are ``sortable``.
    """

    name: str
    label: Label
    kind: Kind = Kind.TEXT
    path: str = ""
    choices: Sequence[tuple[str, Label]] = ()
    shown: bool = True
    sortable: bool = False
    observed: str = ""
    filterable: bool = True

    @property
    def way(self) -> str:
        """Return the ORM way from the row to the value."""
        return self.path or self.name


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """A change that may be made to many rows at once.

    ``apply(rows=…, values=…, by=…, at=…, reason=…, request_id=…)`` makes it in one transaction, writes the audit
    entries, and returns the id of the batch; ``undo`` (``batch=…`` and the same otherwise) takes it back
    and returns the id of a batch of its own. ``values`` maps fields to what they shall hold, None for nothing.
    For plain columns ``base.actions.bulk.bulk_edit`` makes the whole of this. ``permission`` is held at the unit of
    every row: rows where the actor lacks it are shown as such and left.
    """

    name: str
    label: Label
    fields: tuple[str, ...]
    permission: Permission
    apply: Callable[..., str]
    limit_percent: int = 10
    undo: Callable[..., str] | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says, and where its next step leads."""

    title: Label
    hint: Label
    route: str = ""
    action: Label = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list page and its CSV, XLSX and JSON twins.

    ``rows(actor)`` gives the rows the actor may see, unordered; ``link(row)`` the address of a row's page; ``search``
    the column that ``base.search.text_for`` fills, empty where the list has no search box. ``permission`` None: open to
    the public. ``pick`` names the columns by which a row is chosen in a form: its id and its name. ``unit`` is the way
    from a row to its unit (``sponsor__``; empty: the row is a unit), by which bulk edits ask for their permission.
    """

    name: str
    title: Label
    route: str
    permission: Permission | None
    rows: Callable[[Actor], QuerySet[Any]]
    fields: tuple[Field, ...]
    link: Callable[[Any], str] | None = None
    search: str = ""
    order: tuple[str, ...] = ("-pk",)
    empty: Empty | None = None
    bulk: tuple[BulkEdit, ...] = ()
    actions: tuple[tuple[Label, str, Permission], ...] = ()  # buttons beside the title: label, route, permission
    intro: Label = ""
    pick: tuple[str, str] = ("", "")
    unit: str = "sponsor__"

    @property
    def url_name(self) -> str:
        """Return the last part of the route's name."""
        return self.route.rpartition(":")[2]

    def field(self, name: str) -> Field | None:
        """Return the field of that name, None where there is none."""
        return next((field for field in self.fields if field.name == name), None)


LISTINGS: dict[str, Listing] = {}
"""Every listing that has a page, by its name; filled as the routes are read."""
