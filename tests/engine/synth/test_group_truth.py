"""The truth about groups."""

from typing import Any

import numpy as np
import pytest

from jianfu.engine.synth import group_truth, notice
from jianfu.engine.synth.group import DUTY, GIVEN, LIGHT, REBUILT
from jianfu.engine.synth.group_truth import Case
from jianfu.engine.synth.truth import Expected, Verdicts


@pytest.fixture(scope="module")
def case(province: Any) -> Case:
    return Case(
        province.groups, province.audience, province.notices, province.group_exemptions, province.units, province.today
    )


@pytest.fixture(scope="module")
def told(case: Case) -> dict[str, Verdicts]:
    return {one.rule: one for one in group_truth.told(case)}


def _of(told: dict[str, Verdicts], rule: str, expected: Expected) -> np.ndarray[Any, Any]:
    return told[rule].rows[told[rule].expected == expected]


def test_all_rules_on_groups_are_told(told: Any) -> None:
    assert sorted(told) == [f"G-{number:02d}" for number in range(1, 24)]


def test_duty_groups_are_exempt_from_being_dead_by_kind(case: Case, told: Any) -> None:
    assert (case.groups.sub_kinds[_of(told, "G-06", Expected.EXEMPT)] == DUTY).sum() > 10
    assert (case.groups.sub_kinds[_of(told, "G-06", Expected.HIT)] != DUTY).all()


def test_a_group_past_its_matter_is_hit_after_more_than_a_week(case: Case, told: Any) -> None:
    made = case.groups
    late = (made.done == GIVEN) & (case.today - made.done_on > 7) & made.entry.life.stands
    assert np.isin(np.flatnonzero(late), _of(told, "G-05", Expected.HIT)).all()
    exactly = (made.done == GIVEN) & (case.today - made.done_on <= 7) & ~made.temporary
    assert not np.isin(np.flatnonzero(exactly), _of(told, "G-05", Expected.HIT)).any()


def test_a_twin_needs_another_live_group(case: Case, told: Any) -> None:
    made = case.groups
    for row in _of(told, "G-07", Expected.HIT):
        family = (made.entry.sponsors == made.entry.sponsors[row]) & (made.matters == made.matters[row])
        assert (family & made.entry.life.stands).sum() > 1


def test_rebounds_are_soon_and_elsewhere(case: Case, told: Any) -> None:
    made = case.groups
    hits = _of(told, "G-22", Expected.HIT)
    mates = made.mates[hits]
    assert len(hits) > 5
    assert (made.parts[hits] == REBUILT).all()
    assert (made.platforms[hits] != made.platforms[mates]).all()
    assert ((made.entry.seen.opened[hits] - made.entry.life.closed_on[mates]) <= 90).all()


def test_a_bearable_merger_is_clear(case: Case, told: Any) -> None:
    assert (case.groups.overload[_of(told, "G-21", Expected.HIT)] != LIGHT).all()


def test_villages_are_exempt_from_the_rank_of_owners(case: Case, told: Any) -> None:
    levels = case.units.levels[case.groups.entry.sponsors]
    assert (levels[_of(told, "G-18", Expected.EXEMPT)] == 4).all()
    assert (levels[_of(told, "G-18", Expected.HIT)] < 4).all()


def test_a_group_without_notices_is_no_concern_of_the_rules_on_notices(case: Case, told: Any) -> None:
    silent = np.setdiff1d(np.flatnonzero(case.groups.entry.life.stands), case.notices.groups)
    for rule in ("G-12", "G-13", "G-14"):
        assert not np.isin(silent, told[rule].rows).any()


def test_a_short_notice_hits_unless_marked_urgent(case: Case, told: Any) -> None:
    said = case.notices
    expected = np.unique(said.groups[said.due_kind == notice.SHORT])
    alive = expected[case.groups.entry.life.stands[expected]]
    assert np.isin(alive, _of(told, "G-12", Expected.HIT)).all()
    only_urgent = np.setdiff1d(
        said.groups[said.due_kind == notice.SHORT_URGENT], said.groups[said.due_kind == notice.SHORT]
    )
    assert not np.isin(only_urgent, _of(told, "G-12", Expected.HIT)).any()


def test_a_standing_demand_seen_is_one_whatever_the_features_say(case: Case, told: Any) -> None:
    made = case.groups
    seen = next(look for look in made.looks if look.code == "standing_demand")
    demanded = seen.bad & ~seen.missing & made.entry.life.stands & (made.sub_kinds != DUTY)
    named = [*_of(told, "G-10", Expected.HIT), *_of(told, "G-10", Expected.EXEMPT)]
    assert np.isin(np.flatnonzero(demanded), named).all()
