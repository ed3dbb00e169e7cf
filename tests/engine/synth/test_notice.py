"""Notices: sent and due as their kind says, on the State Council's working calendar."""

from datetime import timedelta
from typing import Any

import chinese_calendar
import numpy as np
import pytest

from jianfu.engine.synth import notice
from jianfu.engine.synth.cell import EPOCH, MISSING, STATED_NONE
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.notice import (
    EARLY,
    EVENING,
    FREE_DAY,
    IN_HOURS,
    NO_DATE,
    OPEN_DATE,
    ROOMY,
    SHORT,
    SHORT_URGENT,
)


def _works(day: int) -> bool:
    return bool(chinese_calendar.is_workday(EPOCH + timedelta(days=int(day))))


def _working_days_between(sent: int, due: int) -> int:
    return sum(_works(day) for day in range(sent + 1, due + 1))


@pytest.mark.parametrize(("kind", "low", "high"), [(SHORT, 0, 1), (SHORT_URGENT, 0, 1), (ROOMY, 2, 12)])
def test_a_notice_leaves_the_working_days_its_kind_says(province: Any, kind: int, low: int, high: int) -> None:
    said = province.notices
    rows = np.flatnonzero(said.due_kind == kind)
    days = [_working_days_between(said.sent[row] // 1440, said.due[row] // 1440) for row in rows]
    assert len(days) > 20
    assert low <= min(days)
    assert max(days) <= high
    assert (said.due[rows] >= said.sent[rows]).all()


def test_a_notice_without_a_date_says_so_or_leaves_the_cell_empty(province: Any) -> None:
    said = province.notices
    assert set(said.due[said.due_kind == NO_DATE].tolist()) == {STATED_NONE}
    assert set(said.due[said.due_kind == OPEN_DATE].tolist()) == {MISSING}


def test_off_hours_are_evenings_early_mornings_and_free_days(province: Any) -> None:
    said = province.notices
    minute, free = said.sent % 1440, np.array([not _works(day) for day in said.sent // 1440])
    assert (free == (said.sent_kind == FREE_DAY)).all()
    assert (minute[said.sent_kind == EVENING] > 18 * 60).all()
    assert (minute[said.sent_kind == EARLY] < 8 * 60 + 30).all()
    inside = minute[said.sent_kind == IN_HOURS]
    assert inside.min() >= 8 * 60 + 30
    assert inside.max() <= 18 * 60


def test_nothing_was_sent_after_the_day_judged_or_in_a_dissolved_group(province: Any) -> None:
    said = province.notices
    assert (said.sent // 1440 < province.today).all()
    assert province.groups.entry.life.alive[said.groups].all()


def test_the_text_says_what_the_columns_say(province: Any) -> None:
    draw = Draw(seed=1, province="32", stage="x")
    rows = notice.sheet(province.notices, province.groups, province.units, draw, "32").typed().to_pylist()
    made = province.notices
    marked = made.urgent & ~made.no_urgent
    for row, due_kind, urgent in zip(rows, made.due_kind, marked, strict=True):
        assert row["text"].startswith("【紧急】") == bool(urgent)
        if due_kind in (SHORT, ROOMY, SHORT_URGENT):
            assert row["due_at"] in row["text"]


@pytest.mark.parametrize("today", [20_500, 20_600, 20_702, 20_711, 20_783, 20_810, 21_500])
def test_a_short_notice_is_short_whatever_the_day_judged(province: Any, today: int) -> None:
    said = notice.notices(
        province.groups, per_group=1.0, today=today, draw=Draw(seed=1, province="32", stage=str(today))
    )
    rows = np.flatnonzero(np.isin(said.due_kind, (SHORT, SHORT_URGENT)))
    assert max(_working_days_between(said.sent[row] // 1440, said.due[row] // 1440) for row in rows) <= 1
