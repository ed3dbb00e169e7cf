from datetime import date

import pytest

from jianfu.engine.detection.rule import Limit, LimitValue, Rule, SeverityStep, Text

NAME = Text("静默天数", "silent days")
FIRST = LimitValue(14, date(2019, 4, 1), "S38", "P")
SECOND = LimitValue(10, date(2025, 1, 1), "S40", "Q")
LIMIT = Limit("idle_days", NAME, "days", (FIRST, SECOND))


def rule(start: date | None = None, end: date | None = None) -> Rule:
    texts = {"name": NAME, "sentence": NAME, "basis": NAME}
    return Rule(
        id="X-01",
        version="1",
        pack="national",
        applies_to="category = 'app'",
        predicate="silent_days > limit.idle_days",
        severity=(SeverityStep("warn"),),
        source=("S38",),
        source_status="P",
        limits=(LIMIT,),
        in_force_from=start,
        in_force_until=end,
        **texts,
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 3, 31), None),
        (date(2019, 4, 1), FIRST),
        (date(2024, 12, 31), FIRST),
        (date(2025, 1, 1), SECOND),
    ],
)
def test_a_limit_has_the_latest_value_that_has_begun(day: date, expected: LimitValue | None) -> None:
    assert LIMIT.at(day) == expected


def test_a_value_without_a_first_day_always_holds() -> None:
    assert Limit("x", NAME, "days", (LimitValue(7, None, "S39", "P"),)).at(date(1990, 1, 1))


@pytest.mark.parametrize(("status", "expected"), [("Q", True), ("P", True), ("F", False), ("I", False), ("G", False)])
def test_only_numbers_seen_in_a_public_copy_are_verified(status: str, expected: bool) -> None:
    assert LimitValue(1, None, "S1", status).verified is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "day", "binds"),
    [
        (None, None, date(2000, 1, 1), True),
        (date(2026, 1, 25), None, date(2026, 1, 24), False),
        (date(2026, 1, 25), None, date(2026, 1, 25), True),
        (None, date(2026, 1, 25), date(2026, 1, 25), True),
        (None, date(2026, 1, 25), date(2026, 1, 26), False),
    ],
)
def test_a_rule_binds_from_its_first_to_its_last_day(
    start: date | None, end: date | None, day: date, binds: bool
) -> None:
    assert rule(start, end).in_force(day) is binds


def test_a_limit_is_found_by_its_code() -> None:
    assert rule().limit("idle_days") is LIMIT


def test_a_text_is_chinese_unless_english_is_asked_for() -> None:
    assert [NAME.get("zh"), NAME.get("en"), NAME.get("")] == ["静默天数", "silent days", "静默天数"]
