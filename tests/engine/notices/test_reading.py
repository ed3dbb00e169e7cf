"""A notice asks what its words say; what they leave open is not known."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.detection.working_day import calendar
from jianfu.engine.notices.calendar_working import WorkingCalendar, working_calendar
from jianfu.engine.notices.reading import Reading, read
from jianfu.engine.schema.outputs import DEMANDS

DATA = Path(__file__).parent / "data"
WORKING = working_calendar(calendar())
MONDAY = datetime(2026, 5, 11, 9, 0)
COURTESIES = ("谢谢大家！", "辛苦各位。", "感谢支持，辛苦了。", "望周知。")


def _cases() -> Iterator[Any]:
    for path in sorted(DATA.glob("readings*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            at = datetime.fromisoformat(str(group["at"]))
            for number, case in enumerate(group["cases"]):
                yield pytest.param(at, *case, id=f"{group['unit']} {number}")


CASES = list(_cases())
TEXTS = [case.values[1] for case in CASES]


def _moment(at: datetime, written: str | None) -> tuple[datetime, bool] | None:
    if written is None:
        return None
    with_year = written if len(written.split(" ", maxsplit=1)[0]) > len("MM-DD") else f"{at.year}-{written}"
    return datetime.fromisoformat(with_year), " " in written


def _due(reading: Reading) -> tuple[datetime, bool] | None:
    return (reading.due_at, bool(reading.due_has_hour)) if reading.due_at else None


def test_there_are_three_hundred_worked_sentences_and_more() -> None:
    assert len(set(TEXTS)) >= 300


@pytest.mark.parametrize(("at", "text", "due", "demands", "urgent", "reply_all"), CASES)
def test_each_worked_sentence_reads_as_it_states(  # a column of the table each
    at: datetime, text: str, due: str | None, demands: str | None, urgent: bool | None, reply_all: bool | None
) -> None:
    reading = read(text, at, WORKING)
    shown = None if reading.demands is None else ";".join(reading.demands) or "none"
    assert (_due(reading), shown, reading.urgent, reading.reply_all) == (_moment(at, due), demands, urgent, reply_all)


def test_a_reading_names_the_words_it_rests_on(working: WorkingCalendar) -> None:
    reading = read("【紧急】请各村书记于5月12日17:00前将名单报镇，收到请回复。", MONDAY, working)
    given_by = dict(reading.reasons)
    assert "5月12日17:00前" in given_by["due_at"]
    assert given_by["urgent"] == "【紧急】"
    assert given_by["post"] == "村书记"
    assert {"table", "reply"} <= set(given_by)


def test_a_deadline_that_comes_back_is_told_and_not_dated(working: WorkingCalendar) -> None:
    reading = read("每周五前报送进展。", MONDAY, working)
    assert reading.due_at is None
    assert [name for name, _ in reading.reasons] == ["recurring"]


def test_of_two_deadlines_the_earlier_binds(working: WorkingCalendar) -> None:
    text = "5月20日前完成自查。5月15日下班前报联络员。"
    assert read(text, MONDAY, working).due_at == datetime(2026, 5, 15, 18, 0)


def test_a_second_deadline_that_is_past_leaves_the_whole_open(working: WorkingCalendar) -> None:
    assert read("5月20日前完成自查。5月8日前报方案。", MONDAY, working).due_at is None


@given(st.sampled_from(TEXTS), st.sampled_from(COURTESIES))
def test_courtesy_changes_nothing(text: str, courtesy: str) -> None:
    plain, polite = (read(given_text, MONDAY, WORKING) for given_text in (text, text.rstrip("！") + "。" + courtesy))
    assert (plain.due_at, plain.demands, plain.reply_all) == (polite.due_at, polite.demands, polite.reply_all)


RELATIVE = [
    "今天下班前",
    "明天上午10点前",
    "后天中午前",
    "本周四前",
    "下周二17:00前",
    "3个工作日内",
    "两天内",
    "本周内",
    "4小时内",
]


@given(st.sampled_from(RELATIVE), st.integers(0, 3), st.integers(0, 4))
def test_sent_whole_weeks_later_a_relative_deadline_is_as_much_later(text: str, weeks: int, day: int) -> None:
    """Between 11 May and 12 June 2026 no holiday moves a working day."""
    sent = MONDAY + timedelta(days=day)
    shift = timedelta(weeks=weeks)
    early, late = (read(f"请于{text}办结。", at, WORKING).due_at for at in (sent, sent + shift))
    assert (early + shift if early else None) == late


@given(
    st.text(
        alphabet="请于9月28日前下班今明天内点时报送表回复接龙截图，。、（）0123456789:.-年周五个工作小收到无需急",
        max_size=60,
    )
)
def test_no_text_breaks_the_reading(text: str) -> None:
    reading = read(text, MONDAY, WORKING)
    assert reading.due_at is None or reading.due_at.date() >= MONDAY.date()
    assert set(reading.demands or ()) <= {word.code for word in DEMANDS}


@given(st.sampled_from(TEXTS))
def test_wide_digits_and_idle_spaces_change_nothing(text: str) -> None:
    wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert read(wide, MONDAY, WORKING).due_at == read(text, MONDAY, WORKING).due_at
