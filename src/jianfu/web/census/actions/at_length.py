"""What takes longer than a page may over a whole province: freezing and reminding, at once or as a job.

Each job may be run again: one that was killed left nothing behind, and one that was done says so again.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from jianfu.web.base import jobs
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Progress, kind
from jianfu.web.base.models import Job, User
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import freezing, reminding
from jianfu.web.census.actions.unable import require
from jianfu.web.census.models import Baseline, Campaign, Declaration
from jianfu.web.census.queries.counted import to_freeze
from jianfu.web.units import queries

AT_ONCE_ENTRIES = 20_000
AT_ONCE_TABLES = 5_000


def freeze_or_start(*, campaign: Campaign, reason: str, by: Actor, at: datetime, request_id: str = "") -> Job | None:
    """Freeze at once where there are few entries, else start a job that does and return it."""
    entries = to_freeze(campaign, on=timezone.localdate(at)).count()
    if entries <= AT_ONCE_ENTRIES or campaign.state == Campaign.State.FROZEN:
        freezing.freeze(campaign=campaign, reason=reason, by=by, at=at, request_id=request_id)
        return None
    require(by, Permission.CENSUS_OPEN, campaign.scope)
    return _start("freeze_job", f"{_('冻结底数')}: {campaign}", campaign, {"reason": reason}, by, at, request_id)


def remind_or_start(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "") -> Job | tuple[int, int]:
    """Remind at once where there are few tables, else start a job that does and return it."""
    reminding.must_take_answers(campaign)
    if Declaration.objects.filter(campaign=campaign).count() <= AT_ONCE_TABLES:
        return reminding.remind(campaign=campaign, by=by, at=at, request_id=request_id)
    return _start("remind_job", f"{_('提醒')}: {campaign}", campaign, {}, by, at, request_id)


def _start(
    name: str, title: str, campaign: Campaign, arguments: dict[str, Any], by: Actor, at: datetime, request_id: str
) -> Job:
    said = {"campaign": campaign.pk, "at": at.isoformat(), "request_id": request_id, **arguments}
    return jobs.start(kind=f"{__name__}.{name}", title=title, arguments=said, by=by, at=at, request_id=request_id)


@kind(resumable=True)
def freeze_job(progress: Progress, *, campaign: int, reason: str, at: str, request_id: str = "") -> dict[str, Any]:
    """Freeze a campaign's baseline."""
    found = Campaign.objects.get(pk=campaign)
    baseline = Baseline.objects.filter(campaign=found).first() or freezing.freeze(
        campaign=found, reason=reason, by=_actor(progress), at=datetime.fromisoformat(at), request_id=request_id,
        progress=progress,
    )  # fmt: skip
    return {"address": reverse("census:baseline", args=[campaign]), "entries": baseline.entries_count}


@kind(resumable=True)
def remind_job(progress: Progress, *, campaign: int, at: str, request_id: str = "") -> dict[str, Any]:
    """Remind everybody whose table of a campaign is open."""
    progress.stage(_("归并提醒"))
    people, left = reminding.remind(
        campaign=Campaign.objects.get(pk=campaign), by=_actor(progress), at=datetime.fromisoformat(at),
        request_id=request_id,
    )  # fmt: skip
    return {"address": reverse("census:campaign", args=[campaign]), "people": people, "nobody": left}


def _actor(progress: Progress) -> Actor:
    return queries.actor_of(User.objects.get(jobs=progress.job.pk), as_of=timezone.localdate())
