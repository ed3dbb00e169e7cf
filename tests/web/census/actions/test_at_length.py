"""Small scopes are done while the page waits; a province becomes a job, which may be run again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base import jobs
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Job
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import at_length as actions
from jianfu.web.census.actions.at_length import freeze_job
from jianfu.web.census.actions.unable import UnableToOpen
from jianfu.web.census.models import Baseline, Campaign, Declaration, Digest


@pytest.fixture
def province(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be too much for a page."""
    monkeypatch.setattr(actions, "AT_ONCE_ENTRIES", 0)
    monkeypatch.setattr(actions, "AT_ONCE_TABLES", 0)


def test_a_small_scope_is_frozen_and_reminded_at_once(table: Declaration, lead: Actor, clerk: Actor) -> None:
    assert actions.remind_or_start(campaign=table.campaign, by=lead, at=AT) == (1, 9)
    assert actions.freeze_or_start(campaign=table.campaign, reason="按期", by=lead, at=AT) is None
    assert Baseline.objects.get().entries_count == 2


def test_a_page_leads_to_the_job_and_the_job_to_the_baseline(
    table: Declaration, province: None, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.PROVINCIAL_LEAD, "P")
    answer = client.post(f"/census/campaigns/{table.campaign_id}/freeze/", {"reason": "按期"})
    job = Job.objects.get()
    assert answer.url.endswith(f"/{job.pk}/") and not Baseline.objects.exists()  # type: ignore[attr-defined]
    jobs.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result["entries"]) == ("done", 2)
    assert job.result["address"] == f"/census/campaigns/{table.campaign_id}/baseline/"


def test_a_freeze_run_again_is_the_freeze_that_was(table: Declaration, lead: Actor) -> None:
    actions.freeze_or_start(campaign=table.campaign, reason="按期", by=lead, at=AT)
    progress: Any = None  # what is frozen needs none
    said = freeze_job(progress, campaign=table.campaign_id, reason="又", at=AT.isoformat())
    assert (said["entries"], Baseline.objects.get().reason) == (2, "按期")


def test_reminding_a_province_is_a_job(table: Declaration, province: None, signed_in: Callable[..., Client]) -> None:
    signed_in(Role.CLERK, "XW")
    signed_in(Role.PROVINCIAL_LEAD, "P").post(f"/census/campaigns/{table.campaign_id}/remind/")
    assert not Digest.objects.exists()
    jobs.run_waiting()
    assert Job.objects.get().result["people"] == 1
    assert Digest.objects.count() == 1


def test_who_may_not_and_what_takes_no_answers_starts_nothing(
    draft: Campaign, clerk: Actor, lead: Actor, province: None, asset: Callable[..., Any]
) -> None:
    asset("清河水务")
    with pytest.raises(UnableToPermit):
        actions.freeze_or_start(campaign=draft, reason="x", by=clerk, at=AT)
    with pytest.raises(UnableToOpen):
        actions.remind_or_start(campaign=draft, by=lead, at=AT)
    assert not Job.objects.exists()
