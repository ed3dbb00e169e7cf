"""Bulk edits of many rows, run as jobs: what was previewed is read anew, with the permissions held at that moment."""

from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import get_resolver
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Progress, kind
from jianfu.web.base.lists.asked import read
from jianfu.web.base.lists.listing import LISTINGS, BulkEdit, Listing
from jianfu.web.base.lists.preview import Selection, preview_of
from jianfu.web.base.lists.reading import Reading
from jianfu.web.base.lists.values_form import ValuesForm
from jianfu.web.base.models import Batch
from jianfu.web.base.unable import UnableToSave


@kind(one_transaction=True)
def apply_job(
    progress: Progress, *, listing: str, edit: str, query: str, is_all: bool, keys: list[int], given: dict[str, str],
    expected: int,
) -> dict[str, Any]:  # fmt: skip
    """Make the bulk edit that was previewed and return its batch. Raises UnableToSave where other rows would change."""
    declared, chosen = _declared(listing, edit)
    actor, at = _actor(progress), timezone.now()
    scope = declared.rows(actor)
    asked = read(QueryDict(query), declared, rows=scope, as_of=timezone.localdate(at))
    rows = asked.narrow(scope) if is_all else scope.filter(pk__in=keys)
    reading = Reading(declared, actor, timezone.localdate(at), scope, asked, rows, "")
    form = ValuesForm(given, listing=declared, edit=chosen, model=rows.model)
    if asked.complaints or not form.is_valid():
        raise UnableToSave(
            zh="所填内容已不再有效，请重新预览。", en="What was given is no longer valid; preview it again."
        )
    preview = preview_of(Selection(reading, chosen, rows, query, is_all, tuple(keys)), form.values)
    if preview.changing != expected:
        raise UnableToSave(
            zh=f"预览时将更改 {expected} 条，现在是 {preview.changing} 条。请重新预览后再办理。",
            en=f"The preview showed {expected} rows to change, now there are {preview.changing}. Preview it again.",
        )
    progress.stage(_("更改"), total=expected)
    batch_id = chosen.apply(
        rows=preview.rows, values=form.values, by=actor, at=at, reason=form.cleaned_data["reason"],
        request_id=getattr(progress.job, "request_id", ""),
    )  # fmt: skip
    progress.advance(expected)
    return {"batch": batch_id}


@kind(one_transaction=True)
def undo_job(progress: Progress, *, listing: str, edit: str, batch: str, reason: str) -> dict[str, Any]:
    """Take a large batch back and return the batch that does so."""
    declared, chosen = _declared(listing, edit)
    found = Batch.objects.get(batch_id=batch, listing=declared.name)
    progress.stage(_("撤销"), total=found.count)
    if chosen.undo is None:
        raise UnableToSave(zh="这一类更改不能撤销。", en="This kind of change cannot be undone.")
    batch_id = chosen.undo(
        batch=found, by=_actor(progress), at=timezone.now(), reason=reason,
        request_id=getattr(progress.job, "request_id", ""),
    )  # fmt: skip
    progress.advance(found.count)
    return {"batch": batch_id}


def _declared(listing: str, edit: str) -> tuple[Listing, BulkEdit]:
    get_resolver().url_patterns  # noqa: B018  reading the routes is what declares the listings
    declared = LISTINGS[listing]
    return declared, next(one for one in declared.bulk if one.name == edit)


def _actor(progress: Progress) -> Actor:
    """Return who started the job, with the roles held now."""
    found: Actor = import_string(settings.ACTOR_OF)(progress.job.started_by, as_of=timezone.localdate())
    return found
