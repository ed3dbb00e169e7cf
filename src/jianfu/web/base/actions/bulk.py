"""Change plain columns of many rows in one step, with one reason, and take such a step back.

What a row held before is kept with the batch. Taking a batch back leaves rows that were changed since as they are.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, transaction
from django.db.models import F, Model, QuerySet

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.listing import BulkEdit, Label
from jianfu.web.base.models import Batch, BatchRow
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit, UnableToSave

STEP = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """What is changed: its name in the audit chain, its id column, the way to its unit, the permission needed there."""

    action: str
    object_kind: str
    key: str
    permission: Permission
    unit: str = "sponsor__"
    title: Label = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change: its key, its id, its unit's id, and its columns before and after."""

    pk: int
    row_id: str
    unit_id: str
    before: dict[str, Any]
    after: dict[str, Any]


def bulk_edit(
    name: str, label: Label, fields: tuple[str, ...], subject: Subject, *, limit_percent: int = 10
) -> BulkEdit:
    """Return a bulk edit of plain columns, which can be taken back."""
    return BulkEdit(
        name, label, fields, subject.permission, partial(apply, subject), limit_percent, partial(undo, subject)
    )


@transaction.atomic
def apply(
    subject: Subject, *, rows: QuerySet[Any], values: Mapping[str, Any], by: Actor, at: datetime, reason: str,
    request_id: str = "", undoes: Batch | None = None,
) -> str:  # fmt: skip
    """Give the columns of all rows these values and return the batch's id; rows that hold them already are left alone.

    Raises UnableToPermit where one of the rows is beyond the actor, UnableToSave without a reason.
    """
    model = rows.model
    _require(reason)
    _permit(subject, rows, by)
    _permit_into(subject, values, by)
    after = {_column(model, name): _stored(value) for name, value in values.items()}
    batch = _batch(subject, model, by=by, at=at, reason=reason, undoes=undoes)
    for some in _read(subject, rows, tuple(after)):
        changes = [
            Change(pk, row_id, unit_id, before, after)
            for pk, row_id, unit_id, before in some
            if before != _plain(after)
        ]
        _write(subject, batch, model, changes, by=by, at=at, reason=reason, request_id=request_id)
    batch.save()
    return batch.batch_id


@transaction.atomic
def undo(subject: Subject, *, batch: Batch, by: Actor, at: datetime, reason: str, request_id: str = "") -> str:
    """Give the rows of a batch back what they held before and return the id of the batch that does so.

    Rows that no longer hold what the batch gave them are left: they are those of the batch that this one has not.
    Raises UnableToSave where the batch was taken back already, UnableToPermit where a row is beyond the actor.
    """
    _require(reason)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if Batch.objects.filter(undoes=batch).exists():
        raise UnableToSave(
            zh="这一批更改已经撤销过。请刷新页面。", en="This batch has already been undone. Reload the page."
        )
    model: Any = apps.get_model(batch.model)
    rows = model._default_manager.filter(pk__in=batch.rows.values("row_pk"))
    _permit(subject, rows, by)
    undoing = _batch(subject, model, by=by, at=at, reason=reason, undoes=batch)
    for some in _in_steps(batch.rows.order_by("row_pk").iterator(STEP)):
        given = {row.row_pk: row for row in some}
        named = tuple(next(iter(given.values())).after)
        for held in _read(subject, rows.filter(pk__in=given), named):
            changes = [
                Change(pk, row_id, unit_id, now, given[pk].before)
                for pk, row_id, unit_id, now in held
                if now == given[pk].after
            ]
            _write(subject, undoing, model, changes, by=by, at=at, reason=reason, request_id=request_id)
    undoing.save()
    return undoing.batch_id


def left(batch: Batch) -> QuerySet[BatchRow]:
    """Return the rows of a batch that taking it back has left as they are; none where it stands."""
    undoing = Batch.objects.filter(undoes=batch).first()
    if undoing is None:
        return BatchRow.objects.none()
    return batch.rows.exclude(row_pk__in=undoing.rows.values("row_pk"))


def _require(reason: str) -> None:
    if not reason.strip():
        raise UnableToSave(zh="请写明理由：成批更改必须说明理由。", en="Give a reason: a bulk change needs one.")


def _permit(subject: Subject, rows: QuerySet[Any], by: Actor) -> None:
    beyond = rows.exclude(
        pk__in=rows.model._default_manager.filter(by.scope(subject.permission, subject.unit)).values("pk")
    )
    if count := beyond.count():
        raise UnableToPermit(
            zh=f"所选条目中有 {count} 条不在您可更改的范围内，一条也没有更改。",
            en=f"{count} of the rows are beyond what you may change; none was changed.",
        )


def _permit_into(subject: Subject, values: Mapping[str, Any], by: Actor) -> None:
    """Refuse to hand rows over to a unit at which the actor may not do so either."""
    for value in values.values():
        if hasattr(value, "region_code") and hasattr(value, "path") and not by.may_at(subject.permission, value):
            raise UnableToPermit(
                zh=f"“{value}”不在您可更改的范围内，不能把条目改到该单位名下。",
                en=f"“{value}” is beyond what you may change; rows cannot be handed over to it.",
            )


def _batch(subject: Subject, model: Any, *, by: Actor, at: datetime, reason: str, undoes: Batch | None) -> Batch:
    return Batch.objects.create(
        batch_id=uuid.uuid4().hex,
        title=str(subject.title),
        listing=subject.listing,
        model=model._meta.label,
        permission=subject.permission.value,
        reason=reason,
        by_id=by.user_pk,
        at=at,
        undoes=undoes,
    )


def _column(model: Any, name: str) -> str:
    """Return the name a column is read and written by: that of its key where it leads to another row."""
    return str(model._meta.get_field(name).attname)


def _stored(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def _plain(held: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON keeps them."""
    return {name: _plain_value(value) for name, value in held.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)


def _read(
    subject: Subject, rows: QuerySet[Any], columns: tuple[str, ...]
) -> Iterator[list[tuple[int, str, str, dict[str, Any]]]]:
    """Lock the rows and return them in steps: key, id, unit's id and what the columns hold."""
    named = ("pk", subject.key, f"{subject.unit}unit_id", *columns)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for some in _in_steps(keys):
        locked = rows.model._default_manager.filter(pk__in=some).order_by("pk")
        if connection.features.has_select_for_update:
            locked = locked.select_for_update(of=("self",))
        yield [
            (pk, str(row_id), str(unit_id), _plain(dict(zip(columns, held, strict=True))))
            for pk, row_id, unit_id, *held in locked.values_list(*named)
        ]


def _in_steps(things: Iterable[Any]) -> Iterator[list[Any]]:
    left_over = iter(things)
    while some := list(islice(left_over, STEP)):
        yield some


def _write(
    subject: Subject, batch: Batch, model: Any, changes: Iterable[Change], *, by: Actor, at: datetime, reason: str,
    request_id: str,
) -> None:  # fmt: skip
    changes = list(changes)
    alike: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        alike[repr(change.after)].append(change)
    for some in alike.values():
        touched = {**some[0].after, **_touched(model, at)}
        model._default_manager.filter(pk__in=[change.pk for change in some]).update(**touched)
    BatchRow.objects.bulk_create(
        BatchRow(batch=batch, row_pk=one.pk, row_id=one.row_id, before=_plain(one.before), after=_plain(one.after))
        for one in changes
    )
    deeds = [_deed(subject, batch, change, by, reason) for change in changes]
    audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    batch.count += len(changes)


def _touched(model: Any, at: datetime) -> dict[str, Any]:
    """Return what each write of a row changes besides: its version and the moment it was changed at."""
    found: dict[str, Any] = {}
    for name, value in (("version", F("version") + 1), ("changed_at", at)):
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        found[name] = value
    return found


def _deed(subject: Subject, batch: Batch, change: Change, by: Actor, reason: str) -> Deed:
    return Deed(
        action=f"{subject.action}_undo" if batch.undoes_id else subject.action,
        object_kind=subject.object_kind,
        object_id=change.row_id,
        before=_plain(change.before),
        after={**_plain(change.after), "batch": batch.batch_id},
        unit=change.unit_id,
        role=by.role_for(subject.permission),
        reason=reason,
    )
