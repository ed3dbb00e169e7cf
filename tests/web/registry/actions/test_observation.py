"""Observed values: the newest is shown, every one is kept."""

from datetime import date
from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import observation
from jianfu.web.registry.models import Observation

DAY = date(2026, 8, 20)


def test_the_newest_value_is_shown_and_older_ones_are_kept(asset: Any, moment: Any) -> None:
    entry = asset()
    for followers, day in ((100, DAY), (90, date(2026, 7, 1))):
        entry = observation.record(
            asset=entry, measures={"followers": followers}, observed_on=day, source="平台后台", **moment
        )
    assert entry.followers == 100
    assert Observation.objects.count() == 2


def test_a_newer_look_at_followers_does_not_lengthen_the_silence(asset: Any, moment: Any) -> None:
    entry = asset(last_activity_on=date(2026, 7, 1), observed_on=date(2026, 7, 2), activity_source="巡查")
    entry = observation.record(asset=entry, measures={"followers": 8}, observed_on=DAY, source="平台后台", **moment)
    assert (entry.observed_on, entry.activity_source) == (date(2026, 7, 2), "巡查")
    entry = observation.record(
        asset=entry, measures={"last_activity_on": "2026-08-01"}, observed_on=DAY, source="平台后台", **moment
    )
    assert (entry.last_activity_on, entry.observed_on) == (date(2026, 8, 1), DAY)


def test_an_older_activity_does_not_replace_an_imported_newer_one(asset: Any, moment: Any) -> None:
    entry = asset(last_activity_on=date(2026, 8, 30), observed_on=date(2026, 8, 31))
    entry = observation.record(
        asset=entry, measures={"last_activity_on": "2026-08-01"}, observed_on=DAY, source="巡查", **moment
    )
    assert entry.last_activity_on == date(2026, 8, 30)


@pytest.mark.parametrize(("day", "source"), [(date(2026, 9, 2), "巡查"), (DAY, " ")])
def test_a_day_to_come_or_no_source_is_refused(asset: Any, moment: Any, day: date, source: str) -> None:
    with pytest.raises(UnableToSave):
        observation.record(asset=asset(), measures={"followers": 1}, observed_on=day, source=source, **moment)


def test_a_measure_not_kept_here_is_refused(asset: Any, moment: Any) -> None:
    with pytest.raises(UnableToSave, match="purpose"):
        observation.record(asset=asset(), measures={"purpose": "x"}, observed_on=DAY, source="巡查", **moment)


def test_recording_is_audited_and_permitted_by_unit(asset: Any, moment: Any, actor: Any) -> None:
    entry = asset()
    observation.record(asset=entry, measures={"followers": 1}, observed_on=DAY, source="巡查", **moment)
    said = AuditEntry.objects.get()
    assert (said.action, said.unit, said.after["followers"], said.after["version"]) == ("registry.observe", "XW", 1, 2)
    with pytest.raises(UnableToPermit):
        observation.record(
            asset=entry, measures={"followers": 2}, observed_on=DAY, source="巡查",
            **{**moment, "by": actor(Role.CLERK, "XW")},
        )  # fmt: skip
