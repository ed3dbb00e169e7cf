"""Bulk edits run as jobs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from jianfu.web.base.lists import bulk_job
from jianfu.web.base.models import Batch, Job, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.models import Asset


class _Told:
    """What a job says of itself, kept."""

    def __init__(self, user: User) -> None:
        self.job = Job(kind="x", title="x", started_by=user, created_at=timezone.now())
        self.done = 0

    def stage(self, name: str, *, total: int | None = None) -> None:
        """Begin a stage."""

    def advance(self, steps: int = 1) -> None:
        """Count steps."""
        self.done += steps


@pytest.fixture
def told(person: Callable[..., User], asset: Callable[..., Asset]) -> Any:
    """Return the progress of a job of the county's coordinator; three entries are there, one beyond reach."""
    asset("甲"), asset("乙"), asset("丙", "DH")
    return _Told(person(Role.COORDINATOR, "X"))


def _apply(told: Any, expected: int) -> str:
    given = {"platform": "抖音", "reason": "统一"}
    said = bulk_job.apply_job(
        told, listing="demo.entries", edit="columns", query="name__hasnt=丁", is_all=True, keys=[], given=given,
        expected=expected,
    )  # fmt: skip
    return str(said["batch"])


def test_the_job_changes_the_rows_of_the_starters_scope(told: Any) -> None:
    assert Batch.objects.get(batch_id=_apply(told, 2)).count == 2
    assert dict(Asset.objects.values_list("name", "platform")) == {"甲": "抖音", "乙": "抖音", "丙": "微信"}
    assert told.done == 2


def test_other_rows_than_were_previewed_are_not_changed(told: Any) -> None:
    with pytest.raises(UnableToSave, match="预览时将更改 3 条，现在是 2 条"):
        _apply(told, 3)
    assert not Batch.objects.exists()


def test_a_starter_who_lost_the_role_changes_nothing(told: Any) -> None:
    told.job.started_by.grants.all().delete()
    with pytest.raises(UnableToSave):
        _apply(told, 2)


def test_the_job_takes_a_batch_back(told: Any) -> None:
    batch = _apply(told, 2)
    bulk_job.undo_job(told, listing="demo.entries", edit="columns", batch=batch, reason="有误")
    assert set(Asset.objects.values_list("platform", flat=True)) == {"微信"}
