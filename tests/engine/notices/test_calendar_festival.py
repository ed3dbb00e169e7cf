"""The next break of a festival is the one a notice means."""

from datetime import date

import pytest

from jianfu.engine.notices.calendar_festival import next_festival


@pytest.mark.parametrize(
    ("name", "day", "first"),
    [
        ("国庆", date(2026, 9, 21), date(2026, 10, 1)),
        ("春节", date(2025, 12, 22), date(2026, 2, 15)),
        ("年前", date(2025, 12, 22), date(2026, 2, 15)),
        ("元旦", date(2025, 12, 22), date(2026, 1, 1)),
        ("中秋", date(2026, 9, 21), date(2026, 9, 25)),
        ("春节", date(2026, 3, 1), None),
        ("国庆", date(2026, 1, 1), None),
    ],
)
def test_the_first_free_day_is_found_where_it_is_near(name: str, day: date, first: date | None) -> None:
    assert next_festival(name, day) == first
