"""What jobs of an import do: the same as the page, for many rows. Each ends with the address of the import."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Progress, kind
from jianfu.web.base.models import User
from jianfu.web.census.actions import importing, importing_check, importing_finish, importing_undo
from jianfu.web.census.models import ImportBatch
from jianfu.web.units import queries


@kind(resumable=True)
def check_job(progress: Progress, *, batch: int, at: str, from_files: bool, request_id: str = "") -> dict[str, Any]:
    """Judge an import, with its rows brought in from the files first where asked."""
    found = ImportBatch.objects.get(pk=batch)
    judge = importing.take_in if from_files else importing_check.check
    judge(
        batch=found, by=_actor(progress), at=datetime.fromisoformat(at),
        progress=lambda stage, _share: progress.stage(stage),
    )  # fmt: skip
    return _said(batch)


@kind(resumable=True)
def commit_job(
    progress: Progress, *, batch: int, version: int, reason: str, good_only: bool, at: str, request_id: str = ""
) -> dict[str, Any]:
    """Commit an import; a job run again after it was committed changes nothing."""
    found = ImportBatch.objects.get(pk=batch)
    if not found.is_open:
        return _said(batch)
    done = importing_finish.commit(
        batch=found, version=version, reason=reason, good_only=good_only, by=_actor(progress),
        at=datetime.fromisoformat(at), request_id=request_id, progress=progress,
    )  # fmt: skip
    return _said(batch, **done)


@kind(resumable=True)
def undo_job(progress: Progress, *, batch: int, reason: str, at: str, request_id: str = "") -> dict[str, Any]:
    """Undo an import."""
    found = ImportBatch.objects.get(pk=batch)
    if found.state != ImportBatch.State.COMMITTED:
        return _said(batch)
    left = importing_undo.undo(
        batch=found, reason=reason, by=_actor(progress), at=datetime.fromisoformat(at), request_id=request_id,
        progress=progress,
    )  # fmt: skip
    return _said(batch, left=len(left))


def _said(batch: int, **done: int) -> dict[str, Any]:
    return {"address": reverse("census:import", args=[batch]), **done}


def _actor(progress: Progress) -> Actor:
    return queries.actor_of(User.objects.get(jobs=progress.job.pk), as_of=timezone.localdate())
