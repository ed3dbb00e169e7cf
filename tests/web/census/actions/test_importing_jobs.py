"""Imports as jobs."""

from tests.web.census.actions.conftest import GOOD, Started, sheet
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Job
from jianfu.web.census.actions import importing_jobs
from jianfu.web.registry.models import Asset


class Told:
    """A progress that keeps the stages it was told."""

    def __init__(self, user: int | None) -> None:
        self.job = Job.objects.create(kind="x", title="导入", started_by_id=user, created_at=AT)
        self.stages: list[str] = []

    def stage(self, name: str, *, total: int | None = None) -> None:
        self.stages.append(name)


def test_a_job_commits_tells_its_stages_and_a_second_run_changes_nothing(started: Started, coordinator: Actor) -> None:
    batch, told = started(sheet(GOOD)), Told(coordinator.user_pk)
    said = {"batch": batch.pk, "version": batch.version, "reason": "据申报", "good_only": False, "at": AT.isoformat()}
    assert importing_jobs.commit_job(told, **said)["new"] == 1
    assert told.stages == ["entries", "audit"]
    assert importing_jobs.commit_job(told, **said) == {"batch": batch.pk}
    undone = importing_jobs.undo_job(told, batch=batch.pk, reason="导错", at=AT.isoformat())
    assert undone == {"batch": batch.pk, "left": 0} and not Asset.objects.exists()
