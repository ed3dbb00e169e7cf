"""What jobs of an import do: the same as the page, for many rows."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from jianfu.web.base.jobs import Progress, kind
from jianfu.web.base.models import User
from jianfu.web.census.actions import importing_check, importing_finish, importing_undo
from jianfu.web.census.models import ImportBatch
from jianfu.web.units import queries


@kind(resumable=True)
def commit_job(
    progress: Progress, *, batch: int, version: int, reason: str, good_only: bool, at: str, request_id: str = ""
) -> dict[str, Any]:
    """Commit an import; a job run again after it was committed changes nothing."""
    found = ImportBatch.objects.get(pk=batch)
    if not found.is_open:
        return {"batch": batch}
    done = importing_finish.commit(
        batch=found, version=version, reason=reason, good_only=good_only, by=_actor(progress),
        at=datetime.fromisoformat(at), request_id=request_id, say=progress.stage,
    )  # fmt: skip
    return {"batch": batch, **done}


@kind(resumable=True)
def check_job(progress: Progress, *, batch: int, at: str) -> dict[str, Any]:
    """Judge an import again."""
    found = ImportBatch.objects.get(pk=batch)
    importing_check.check(
        batch=found, by=_actor(progress), at=datetime.fromisoformat(at),
        progress=lambda stage, _share: progress.stage(stage),
    )  # fmt: skip
    return {"batch": batch}


@kind(resumable=True)
def undo_job(progress: Progress, *, batch: int, reason: str, at: str, request_id: str = "") -> dict[str, Any]:
    """Undo an import."""
    found = ImportBatch.objects.get(pk=batch)
    if found.state != ImportBatch.State.COMMITTED:
        return {"batch": batch}
    left = importing_undo.undo(
        batch=found, reason=reason, by=_actor(progress), at=datetime.fromisoformat(at), request_id=request_id
    )
    return {"batch": batch, "left": len(left)}


def _actor(progress: Progress) -> Any:
    return queries.actor_of(User.objects.get(jobs=progress.job.pk), as_of=timezone.localdate())
