"""Activity and figures are brought together kindly: a presence stands, a partial absence proves nothing."""

from datetime import date
from typing import Any

LOOK = date(2026, 8, 1)
SOURCES = [{"source": "part", "coverage": 0.6}, {"source": "full", "coverage": 1.0}]


def _case(label: str, own: dict[str, Any], rows: list[dict[str, Any]], expected: dict[str, Any]) -> tuple[Any, ...]:
    account = {"asset_id": "A", "category": "new_media", "name": "清河发布", "sponsor_unit_id": "U", "state": "active"}
    seen = [{"asset_id": "A", "observed_on": LOOK, "source": "full"} | row for row in rows]
    return (
        label,
        {"assets": [account | {"observed_on": LOOK} | own], "measures": seen, "sources": SOURCES},
        "A",
        expected,
    )


def _activity(day: str | None, observed_on: date, source: str) -> dict[str, Any]:
    return {"measure": "last_activity_on", "value": day, "observed_on": observed_on, "source": source}


def _silence(
    label: str, own: date | None, rows: list[dict[str, Any]], days: int | None, partial: bool
) -> tuple[Any, ...]:
    return _case(label, {"last_activity_on": own}, rows, {"silent_days": days, "silent_days__partial": partial})


def _figure(label: str, measure: str, value: str | None, expected: object) -> tuple[Any, ...]:
    return _case(label, {}, [{"measure": measure, "value": value}], {measure: expected})


FOLLOWERS = [
    {"measure": "followers", "value": "12", "observed_on": date(2026, 8, 9), "source": "full"},
    {"measure": "followers", "value": "90", "observed_on": date(2026, 1, 1), "source": "part"},
]
JULY, MAY = date(2026, 7, 1), date(2026, 5, 1)
CASES = [
    _silence("its own dates alone", JULY, [], 31, False),
    _silence("a later look of a full source", JULY, [_activity("2026-07-01", date(2026, 8, 11), "full")], 41, False),
    _silence(
        "a later activity seen by a partial source stands", MAY, [_activity("2026-07-25", LOOK, "part")], 7, False
    ),
    _silence(
        "a later look of a partial source does not lengthen silence",
        JULY,
        [_activity("2026-07-01", date(2026, 8, 30), "part")],
        31,
        False,
    ),
    _silence("only a partial source looked", None, [_activity("2026-05-01", LOOK, "part")], 92, True),
    _silence("a blank observation leaves it open", MAY, [_activity(None, LOOK, "full")], None, False),
    _silence(
        "an activity after the look is no silence", JULY, [_activity("2026-08-09", date(2026, 8, 10), "part")], 0, False
    ),
    _case(
        "the later figure stands with its own source and day",
        {"followers": 50},
        FOLLOWERS,
        {"followers": 12, "followers__source": "full", "followers__observed_on": date(2026, 8, 9)},
    ),
    _case(
        "the entry's own figure stands when it is the later one", {"followers": 50}, FOLLOWERS[1:], {"followers": 50}
    ),
    _case(
        "an observation fills what the entry leaves blank",
        {},
        FOLLOWERS[1:],
        {"followers": 90, "followers__partial": True},
    ),
    _case(
        "an entry's own figure from a partial source is partial",
        {"posts_90d": 0, "activity_source": "part"},
        [],
        {"posts_90d": 0, "posts_90d__partial": True},
    ),
    _figure("a count", "grave_errors", "2", 2),
    _figure("a stated none is zero", "grave_errors", "none", 0),
    _figure("a flag", "badge_shown", "false", False),
    _figure("a stated none is false", "badge_shown", "none", False),
    _figure("an amount", "msgs_per_day", "12.5", 12.5),
    _figure("a blank value", "badge_shown", None, None),
]


def test_each_worked_case_comes_to_what_it_states(worked: Any, measured: dict[str, Any]) -> None:
    assert measured == worked.expected
