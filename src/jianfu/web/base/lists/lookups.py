"""The questions a list can be asked about a field, by what the field holds: their words, and the rows they pick.

In the address a question is ``name__code=value``; the plain one (是) has no code.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jianfu.web.base.lists.listing import Field, Kind, Label
from jianfu.web.base.prefix import under

BETWEEN = ".."
LARGEST = 10**15
YEARS = range(1900, 2200)


class UnableToRead(ValueError):
    """What was given is no value of that kind; the argument says what is expected."""


class Shape(StrEnum):
    """What is to be given with a question."""

    ONE = "one"
    MANY = "many"
    RANGE = "range"
    DAYS = "days"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question is asked of: the field, the rows, and the day on which "lately" is counted."""

    field: Field
    rows: QuerySet[Any]
    as_of: date

    @property
    def way(self) -> str:
        """Return the ORM way to the value."""
        return self.field.way


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question: its code in the address, its words, what is given with it, and the condition it makes."""

    code: str
    label: Label
    shape: Shape
    condition: Callable[[Asking, Sequence[str]], Q]


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        raise UnableToRead(_("应为数字")) from None
    if not number.is_finite() or abs(number) >= LARGEST:
        raise UnableToRead(_("应为数字"))
    return number


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UnableToRead(_("应为日期，如 2026-01-31")) from None
    if day.year not in YEARS:
        raise UnableToRead(_("应为日期，如 2026-01-31"))
    return day


def _days(text: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 5:  # 99 999 days are 273 years
        raise UnableToRead(_("应为天数，如 90"))
    return int(text)


def _flag(text: str) -> bool:
    if text not in {"0", "1"}:
        raise UnableToRead(_("应为 1（是）或 0（否）"))
    return text == "1"


def _range(text: str, read: Callable[[str], Any]) -> tuple[Any, Any]:
    first, parted, last = text.partition(BETWEEN)
    if not parted:
        raise UnableToRead(_("应为两个值，中间用 .. 隔开"))
    return (read(first) if first else None, read(last) if last else None)


def _words(asking: Asking, values: Sequence[str]) -> list[str]:
    known = {code for code, _label in asking.field.choices}
    if known and not set(values) <= known:
        raise UnableToRead(_("不是这一项可选的值"))
    return list(values)


def _empty(asking: Asking, values: Sequence[str]) -> Q:
    is_empty = Q(**{f"{asking.way}__isnull": True})
    if asking.field.kind in {Kind.TEXT, Kind.CODE}:
        is_empty |= Q(**{asking.way: ""})
    return is_empty if _flag(values[0]) else ~is_empty


def _is(read: Callable[[str], Any]) -> Callable[[Asking, Sequence[str]], Q]:
    return lambda asking, values: Q(**{f"{asking.way}__in": [read(value) for value in values]})


def _compared(way: str, read: Callable[[str], Any]) -> Callable[[Asking, Sequence[str]], Q]:
    return lambda asking, values: Q(**{f"{asking.way}__{way}": read(values[0])})


def _between(read: Callable[[str], Any], end: str = "lte", after: Any = None) -> Callable[[Asking, Sequence[str]], Q]:
    def condition(asking: Asking, values: Sequence[str]) -> Q:
        first, last = _range(values[0], read)
        found = Q(**{f"{asking.way}__isnull": False})
        if first is not None:
            found &= Q(**{f"{asking.way}__gte": first})
        return found if last is None else found & Q(**{f"{asking.way}__{end}": last + after if after else last})

    return condition


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _moment(text: str) -> datetime:
    return _start(_day(text))


def _same_day(asking: Asking, values: Sequence[str]) -> Q:
    found = Q()
    for value in values:
        day = _day(value)
        found |= Q(**{f"{asking.way}__gte": _start(day), f"{asking.way}__lt": _start(day + timedelta(1))})
    return found


def _lately(as_moment: bool, older: bool) -> Callable[[Asking, Sequence[str]], Q]:
    def condition(asking: Asking, values: Sequence[str]) -> Q:
        day = asking.as_of - timedelta(days=_days(values[0]))
        return Q(**{f"{asking.way}__{'lt' if older else 'gte'}": _start(day) if as_moment else day})

    return condition


def unit_called(asking: Asking, given: str) -> Model:
    """Return the unit with that id, or the one that bears exactly that name. Raises where there is no such one."""
    model: Any = asking.rows.model
    for part in asking.way.split("__"):
        model = model._meta.get_field(part).related_model
    found = list(model._default_manager.filter(unit_id=given)) or list(model._default_manager.filter(name=given)[:2])
    if len(found) > 1:
        raise UnableToRead(_("同名单位不止一个，请填写单位编号"))
    if not found:
        raise UnableToRead(_("没有这个单位编号或名称"))
    return found[0]  # type: ignore[no-any-return]


def _below(asking: Asking, values: Sequence[str]) -> Q:
    found = Q()
    for value in values:
        unit = unit_called(asking, value)
        below = type(unit)._default_manager.filter(under("path", unit.path)).values("pk")  # type: ignore[attr-defined]
        found |= Q(**{f"{asking.way}__in": below})
    return found


def _itself(asking: Asking, values: Sequence[str]) -> Q:
    return Q(**{f"{asking.way}__in": [unit_called(asking, value).pk for value in values]})


def _not(inner: Callable[[Asking, Sequence[str]], Q]) -> Callable[[Asking, Sequence[str]], Q]:
    return lambda asking, values: ~inner(asking, values)


def _text(asking: Asking, values: Sequence[str]) -> Q:
    return Q(**{f"{asking.way}__in": list(values)})


def _has(asking: Asking, values: Sequence[str]) -> Q:
    return Q(**{f"{asking.way}__icontains": values[0]})


def _code(asking: Asking, values: Sequence[str]) -> Q:
    return Q(**{f"{asking.way}__in": _words(asking, values)})


IS = pgettext_lazy("筛选条件", "是")  # not the "yes" of a flag
EMPTY = Lookup("empty", _("为空"), Shape.YES_NO, _empty)
_MANY, _ONE, _RANGE, _DAYS = Shape.MANY, Shape.ONE, Shape.RANGE, Shape.DAYS

LOOKUPS: dict[Kind, tuple[Lookup, ...]] = {
    Kind.TEXT: (
        Lookup("has", _("包含"), _ONE, _has),
        Lookup("hasnt", _("不包含"), _ONE, _not(_has)),
        Lookup("", IS, _MANY, _text),
        Lookup("not", _("不是"), _MANY, _not(_text)),
        EMPTY,
    ),
    Kind.CODE: (Lookup("", IS, _MANY, _code), Lookup("not", _("不是"), _MANY, _not(_code)), EMPTY),
    Kind.DATE: (
        Lookup("before", _("早于"), _ONE, _compared("lt", _day)),
        Lookup("after", _("晚于"), _ONE, _compared("gt", _day)),
        Lookup("", IS, _MANY, _is(_day)),
        Lookup("between", _("介于"), _RANGE, _between(_day)),
        Lookup("within", _("近若干天内"), _DAYS, _lately(as_moment=False, older=False)),
        Lookup("over", _("超过若干天未有"), _DAYS, _lately(as_moment=False, older=True)),
        EMPTY,
    ),
    Kind.MOMENT: (
        Lookup("before", _("早于"), _ONE, _compared("lt", _moment)),
        Lookup("after", _("晚于"), _ONE, _compared("gte", lambda text: _start(_day(text) + timedelta(1)))),
        Lookup("", IS, _MANY, _same_day),
        Lookup("between", _("介于"), _RANGE, _between(_moment, "lt", timedelta(1))),
        Lookup("within", _("近若干天内"), _DAYS, _lately(as_moment=True, older=False)),
        Lookup("over", _("超过若干天未有"), _DAYS, _lately(as_moment=True, older=True)),
        EMPTY,
    ),
    Kind.NUMBER: (
        Lookup("gt", _("大于"), _ONE, _compared("gt", _number)),
        Lookup("lt", _("小于"), _ONE, _compared("lt", _number)),
        Lookup("", IS, _MANY, _is(_number)),
        Lookup("not", _("不是"), _MANY, _not(_is(_number))),
        Lookup("between", _("介于"), _RANGE, _between(_number)),
        EMPTY,
    ),
    Kind.FLAG: (Lookup("", IS, _MANY, _is(_flag)), EMPTY),
    Kind.UNIT: (
        Lookup("", _("是（含下级）"), _MANY, _below),
        Lookup("not", _("不是（含下级）"), _MANY, _not(_below)),
        Lookup("itself", _("仅本单位"), _MANY, _itself),
        EMPTY,
    ),
}


def lookup_of(kind: Kind, code: str) -> Lookup | None:
    """Return the question of that code about fields of that kind, None where there is none."""
    return next((lookup for lookup in LOOKUPS[kind] if lookup.code == code), None)
