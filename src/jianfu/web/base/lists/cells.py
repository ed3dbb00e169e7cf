"""How the value of a field is shown on a page and written to a file."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jianfu.web.base.lists.listing import Field, Kind
from jianfu.web.base.lists.place import value_at


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a list page: its text, the language of its text, and the age of what was observed."""

    field: Field
    text: str
    chinese: bool = False  # data in Chinese, whatever the page's language
    age: str = ""
    observed_on: date | None = None


def cell(row: Any, field: Field, *, as_of: date) -> Cell:
    """Return the cell of a row."""
    value = value_at(row, field.way)
    chinese = field.kind is Kind.UNIT or (field.kind is Kind.TEXT and not field.choices)
    observed = _day(value_at(row, field.observed)) if field.observed and value not in (None, "") else None
    return Cell(field, shown(value, field), chinese, age_of(observed, as_of) if observed else "", observed)


def shown(value: Any, field: Field) -> str:
    """Return a value as text in the active language; empty where nothing is known."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if field.choices:
        return str(dict(field.choices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if isinstance(value, int | float):
        return f"{value:,}"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def age_of(day: date, as_of: date) -> str:
    """Return how long ago a day was, in words."""
    days = (as_of - day).days
    if days < 0:
        return _("日期在今天之后")
    if days == 0:
        return _("今天")
    if days < 90:
        return ngettext("%(n)s天前", "%(n)s天前", days) % {"n": days}
    if days < 730:
        return ngettext("%(n)s个月前", "%(n)s个月前", days // 30) % {"n": days // 30}
    return ngettext("%(n)s年前", "%(n)s年前", days // 365) % {"n": days // 365}


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value if isinstance(value, date) else None
