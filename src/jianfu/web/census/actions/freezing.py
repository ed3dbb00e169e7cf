"""Freeze the baseline N0 once, and attach what is found late. N0 itself is never changed."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Progress
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions.campaign import move
from jianfu.web.census.actions.unable import UnableToFreeze
from jianfu.web.census.models import Baseline, BaselineEntry, Campaign, LateFind
from jianfu.web.census.queries.counted import candidates, to_freeze, unsigned
from jianfu.web.registry.models import Asset

STEP = 5_000
Counted = tuple[str, str, str]  # number, category, sponsor's number


def hash_of(counted: Iterable[Counted]) -> str:
    """Return the SHA-256 over sorted lines, one an entry: number, category, sponsor, parted by tabs."""
    digest = hashlib.sha256()
    for line in sorted("\t".join(each) for each in counted):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


@transaction.atomic
def freeze(
    *, campaign: Campaign, by: Actor, at: datetime, reason: str = "", request_id: str = "",
    progress: Progress | None = None,
) -> Baseline:  # fmt: skip
    """Freeze N0: keep every counted entry with category and sponsor, and write the list's hash into the audit chain.

    Raises UnableToFreeze for a second freeze, UnableToOpen for a campaign that takes no answers, UnableToPermit for
    others than those who may open the campaign.
    """
    if Baseline.objects.filter(campaign=campaign).exists():
        raise UnableToFreeze(
            zh=f"“{campaign}”的底数已经冻结，不能重新冻结。以后发现的请用“补登”并入，两个数都会显示。",
            en=f"The baseline of “{campaign}” is frozen and cannot be frozen anew. Attach late finds instead.",
        )
    moved = move(campaign=campaign, to=Campaign.State.FROZEN, by=by, at=at)
    if progress:
        progress.stage(_("清点条目"))
    today = timezone.localdate(at)
    rows = list(to_freeze(moved, on=today).values_list("pk", "asset_id", "category", "sponsor_id", "sponsor__unit_id"))
    content = hash_of((asset_id, category, unit_id) for _pk, asset_id, category, _sponsor, unit_id in rows)
    counts: dict[str, int] = dict.fromkeys(moved.categories, 0)
    for _pk, _asset_id, category, _sponsor, _unit_id in rows:
        counts[category] += 1
    said: dict[str, Any] = {
        "entries": len(rows),
        "by_category": counts,
        "content_hash": content,
        "unsigned": unsigned(moved).count(),
    }
    written = _tell(moved, "census.freeze", said, by=by, at=at, reason=reason, request_id=request_id)
    baseline = Baseline.objects.create(
        campaign=moved, frozen_on=today, frozen_at=at, frozen_by_id=by.user_pk, entries_count=len(rows),
        by_category=counts, unsigned=said["unsigned"], reason=reason, content_hash=content, audit_seq=written.seq,
    )  # fmt: skip
    if progress:
        progress.stage(_("写入底数"), total=len(rows))
    for start in range(0, len(rows), STEP):
        part = rows[start : start + STEP]
        BaselineEntry.objects.bulk_create(
            BaselineEntry(baseline=baseline, asset_id=pk, category=category, sponsor_id=sponsor)
            for pk, _asset_id, category, sponsor, _unit_id in part
        )
        if progress:
            progress.advance(len(part))
    return baseline


def is_as_frozen(baseline: Baseline) -> bool:
    """Tell whether the kept entries still give the hash that stands in the audit chain."""
    kept = baseline.entries.values_list("asset__asset_id", "category", "sponsor__unit_id")
    return hash_of(kept.iterator(chunk_size=5000)) == baseline.content_hash


@transaction.atomic
def attach(*, baseline: Baseline, by: Actor, at: datetime, reason: str = "", request_id: str = "") -> list[LateFind]:
    """Attach every late find that waits: N0 restated grows by them, and the audit names each with its finder."""
    if not any(
        by.may_at(permission, baseline.campaign.scope)
        for permission in (Permission.CENSUS_OPEN, Permission.CENSUS_COORDINATE)
    ):
        raise UnableToPermit(
            zh="只有本次排查范围的牵头联络员或牵头单位可以并入补登条目。",
            en="Only the coordinator or lead of the campaign's scope may attach late finds.",
        )
    waiting = list(candidates(baseline).select_related("sponsor").order_by("asset_id"))
    finders = finders_of(waiting)
    found = [_late(baseline, asset, finders.get(asset.asset_id, ""), at=at) for asset in waiting]
    LateFind.objects.bulk_create(found, batch_size=2000)
    if found:
        after = {"late_finds": [asset.asset_id for asset in waiting], "n0": baseline.entries_count,
                 "n0_restated": baseline.entries_count + baseline.late_finds.count()}  # fmt: skip
        _tell(baseline.campaign, "census.restate", after, by=by, at=at, reason=reason, request_id=request_id)
    return found


def finders_of(assets: Sequence[Asset]) -> dict[str, str]:
    """Return who entered each entry into the register, by its number, as the audit chain says."""
    made = AuditEntry.objects.filter(
        object_kind="asset", object_id__in=[asset.asset_id for asset in assets], action="registry.create"
    )
    return dict(made.order_by("seq").values_list("object_id", "actor"))


def _late(baseline: Baseline, asset: Asset, finder: str, *, at: datetime) -> LateFind:
    return LateFind(
        baseline=baseline, asset=asset, category=asset.category, sponsor=asset.sponsor,
        found_on=asset.declared_on or timezone.localdate(at),
        found_by=finder, source=asset.declared_source, attached_at=at,
    )  # fmt: skip


def _tell(
    campaign: Campaign, action: str, after: dict[str, Any], *, by: Actor, at: datetime, reason: str, request_id: str
) -> AuditEntry:
    deed = Deed(
        action, "campaign", str(campaign.pk), after=after, unit=campaign.scope.unit_id, reason=reason,
        role=by.role_for(Permission.CENSUS_OPEN),
    )  # fmt: skip
    return audit.write(by=by, at=at, deeds=[deed], request_id=request_id)[0]
