"""The working calendar as notices count on it, the same for every test."""

import pytest

from jianfu.engine.detection.working_day import calendar
from jianfu.engine.notices.calendar_working import WorkingCalendar, working_calendar


@pytest.fixture(scope="session")
def working() -> WorkingCalendar:
    return working_calendar(calendar())
