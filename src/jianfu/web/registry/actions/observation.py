"""Write down what was observed, and show the newest on the entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.permit import locked, permit
from jianfu.web.registry.actions.values import MEASURES, OBSERVED, plain, plain_of, typed
from jianfu.web.registry.models import Asset, Observation

SOURCE_LENGTH = 80


def note(asset: Asset, measures: Mapping[str, Any], *, observed_on: date | None, source: str, as_of: date) -> None:
    """Add a row for each measure given and put the newest on the (unsaved) entry.

    The entry's ``observed_on`` and source speak of its last activity alone: a newer look at the followers must not
    make an old silence longer. Raises UnableToSave where day or source is missing, or the day has not come.
    """
    given = {name: value for name, value in measures.items() if value not in (None, "")}
    if not given:
        return
    if observed_on is None or not source.strip() or observed_on > as_of:
        raise _undated()
    for name, value in given.items():
        if _is_newest(asset, name, observed_on):
            setattr(asset, name, value)
            _date_activity(asset, name, observed_on, source)
        Observation.objects.update_or_create(
            asset=asset, measure=name, observed_on=observed_on, source=source, defaults={"value": str(plain(value))}
        )


def _is_newest(asset: Asset, measure: str, observed_on: date) -> bool:
    later = Observation.objects.filter(asset=asset, measure=measure, observed_on__gt=observed_on)
    shown_later = measure == "last_activity_on" and asset.observed_on and asset.observed_on > observed_on
    return not later.exists() and not shown_later


def _date_activity(asset: Asset, measure: str, observed_on: date, source: str) -> None:
    alone = measure == "posts_90d" and asset.last_activity_on is None
    if measure == "last_activity_on" or alone:
        asset.observed_on, asset.activity_source = observed_on, source


@transaction.atomic
def record(
    *, asset: Asset, measures: Mapping[str, Any], observed_on: date, source: str,
    by: Actor, at: datetime, reason: str = "", request_id: str = "",
) -> Asset:  # fmt: skip
    """Write down measures observed on a day by a source, and return the entry.

    Raises UnableToPermit, and UnableToSave for a measure the register does not keep or a day that has not come.
    """
    asset = locked(asset)
    permit(by, Permission.REGISTRY_CHANGE, asset.sponsor)
    if unknown := sorted(set(measures) - set(MEASURES)):
        raise UnableToSave(
            zh=f"登记库不记录这些指标：{'、'.join(unknown)}。", en=f"Not kept here: {', '.join(unknown)}."
        )
    before = plain_of(asset, OBSERVED)
    note(asset, typed(measures), observed_on=observed_on, source=source, as_of=timezone.localdate(at))
    asset.version, asset.changed_at = asset.version + 1, at
    asset.save()
    after = {name: plain(value) for name, value in measures.items()}
    deed = Deed(
        "registry.observe", "asset", asset.asset_id, {name: before[name] for name in after},
        {**after, "observed_on": plain(observed_on), "activity_source": source, "version": asset.version},
        unit=asset.sponsor.unit_id, role=by.role_for(Permission.REGISTRY_CHANGE), reason=reason,
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return asset


def _undated() -> UnableToSave:
    return UnableToSave(
        zh="观测值须写明监测日期（不晚于今天）和数据来源。请补填后再保存。",
        en="Observed values need the day of observation (not after today) and its source. Fill both in and save again.",
    )
