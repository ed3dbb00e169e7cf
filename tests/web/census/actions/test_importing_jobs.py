"""Imports as jobs."""

import pytest
from tests.web.census.actions.conftest import GOOD, Started, sheet
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Cancelled
from jianfu.web.base.models import Job
from jianfu.web.census.actions import importing_jobs
from jianfu.web.registry.models import Asset, AssetName


class Told:
    """A progress that keeps the stages it was told."""

    def __init__(self, user: int | None, most: int = 1000) -> None:
        self.job = Job.objects.create(kind="x", title="导入", started_by_id=user, created_at=AT)
        self.stages: list[str] = []
        self.steps, self.most = 0, most

    def stage(self, name: str, *, total: int | None = None) -> None:
        self.stages.append(name)

    def advance(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > self.most:
            raise Cancelled(zh="已取消。", en="Cancelled.")


def test_a_job_commits_tells_its_stages_and_a_second_run_changes_nothing(started: Started, coordinator: Actor) -> None:
    batch, told = started(sheet(GOOD)), Told(coordinator.user_pk)
    said = {"batch": batch.pk, "version": batch.version, "reason": "据申报", "good_only": False, "at": AT.isoformat()}
    assert importing_jobs.commit_job(told, **said)["new"] == 1
    assert told.stages == ["entries", "audit"]
    address = {"address": f"/census/imports/{batch.pk}/"}
    assert importing_jobs.commit_job(told, **said) == address
    undone = importing_jobs.undo_job(told, batch=batch.pk, reason="导错", at=AT.isoformat())
    assert undone == {**address, "left": 0} and not Asset.objects.exists()
    assert importing_jobs.undo_job(told, batch=batch.pk, reason="导错", at=AT.isoformat()) == address


def test_cancelling_a_job_among_its_rows_leaves_nothing_written(started: Started, coordinator: Actor) -> None:
    batch, told = started(sheet(GOOD)), Told(coordinator.user_pk, most=2)
    said = {"batch": batch.pk, "version": batch.version, "reason": "据申报", "good_only": False, "at": AT.isoformat()}
    with pytest.raises(Cancelled):
        importing_jobs.commit_job(told, **said)
    batch.refresh_from_db()
    assert (told.stages, Asset.objects.exists(), AssetName.objects.exists(), batch.is_open) == (
        ["entries"],
        False,
        False,
        True,
    )


def test_a_job_judges_files_and_rows_again(started: Started, coordinator: Actor) -> None:
    batch, told = started(sheet(GOOD)), Told(coordinator.user_pk)
    for from_files in (True, False):
        importing_jobs.check_job(told, batch=batch.pk, at=AT.isoformat(), from_files=from_files)
    batch.refresh_from_db()
    assert (told.stages[0], told.stages.count("compare"), batch.counts["assets"]["new"]) == ("read", 2, 1)
