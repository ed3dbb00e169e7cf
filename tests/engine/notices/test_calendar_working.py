"""Working days are counted over holidays and make-up days; beyond the calendar nothing is known."""

from datetime import date

from jianfu.engine.notices.calendar_working import WorkingCalendar


def test_the_third_working_day_comes_after_the_holiday(working: WorkingCalendar) -> None:
    assert working.after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_from_a_free_day_the_first_working_day_counts(working: WorkingCalendar) -> None:
    assert working.after(date(2026, 5, 16), 1) == date(2026, 5, 18)


def test_the_week_ends_on_its_last_working_day(working: WorkingCalendar) -> None:
    assert working.last_of_week(date(2026, 9, 21)) == date(2026, 9, 24)
    assert working.last_of_week(date(2026, 10, 8)) == date(2026, 10, 10)


def test_before_a_break_comes_the_last_working_day(working: WorkingCalendar) -> None:
    assert working.last_before(date(2026, 10, 1)) == date(2026, 9, 30)


def test_beyond_the_calendar_nothing_is_known(working: WorkingCalendar) -> None:
    assert working.is_working(date(2099, 1, 1)) is None
    assert working.after(date(2099, 1, 1), 1) is None
    assert working.after(date(2026, 12, 30), 30) is None
    assert working.last_of_week(date(2099, 1, 1)) is None
