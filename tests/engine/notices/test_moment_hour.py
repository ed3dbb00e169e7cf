"""An hour is read as offices mean it."""

import pytest

from jianfu.engine.notices.moment import moments
from jianfu.engine.notices.moment_hour import OFFICE_HOURS, OfficeHours, minute_of


def _minute(text: str, sent: int | None = None, office: OfficeHours = OFFICE_HOURS) -> int | None:
    (moment,) = moments(text)
    return minute_of(moment.hours, moment.days[0].text if moment.days else "", sent_minute=sent, office=office)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("下午5点", 17),
        ("5点", 17),
        ("早上5点", 5),
        ("05:00", 5),
        ("8点", 8),
        ("7点", None),
        ("中午12点", 12),
        ("中午1点", 13),
        ("晚8点", 20),
        ("晚上12点", None),
        ("24:00", None),
        ("17:30", 17.5),
        ("下午3点一刻", 15.25),
        ("下午三点半", 15.5),
        ("今晚9点", 21),
        ("明早8点半", 8.5),
        ("上午", 12),
        ("下午", 18),
        ("晚上", None),
        ("上午下班前", 12),
    ],
)
def test_each_phrase_ends_at_its_hour(text: str, hour: float | None) -> None:
    assert _minute(text) == (None if hour is None else hour * 60)


def test_a_morning_hour_already_past_means_the_evening() -> None:
    assert _minute("8点", sent=15 * 60) == 20 * 60


def test_office_hours_are_a_parameter() -> None:
    assert _minute("下班前", office=OfficeHours(afternoon_ends=17 * 60)) == 17 * 60
