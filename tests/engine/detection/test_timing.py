"""Notices are timed on the working calendar; what is not stated is not held against the group."""

from datetime import datetime
from typing import Any

GROUP = {"asset_id": "A", "category": "work_group", "name": "工作群", "sponsor_unit_id": "U", "state": "active"}
MONDAY = datetime(2026, 8, 3, 10, 0)
FRIDAY = datetime(2026, 8, 7, 15, 0)
EVENING = datetime(2026, 8, 3, 21, 0)


def _case(label: str, notices: list[dict[str, Any]], **expected: Any) -> tuple[Any, ...]:
    base = {"asset_id": "A", "unit_id": "U", "text": "请报送", "sent_at": MONDAY, "urgent": False}
    rows = [base | {"notice_id": str(number)} | notice for number, notice in enumerate(notices)]
    return label, {"assets": [GROUP], "notices": rows}, "A", expected


def _due(label: str, short: int | None, **given: Any) -> tuple[Any, ...]:
    return _case(label, [given], short_notices=short)


def _sent(sent_at: datetime, off: int | None) -> tuple[Any, ...]:
    return _case(f"sent {sent_at}", [{"sent_at": sent_at}], off_hours_notices=off)


SHORT = {"due_at": datetime(2026, 8, 3, 15, 0)}
CASES = [
    _due("due the same day", 1, **SHORT),
    _due("due on the day itself, no hour given", 1, due_at=datetime(2026, 8, 3, 0, 0)),
    _due("due at an hour already past", None, due_at=datetime(2026, 8, 3, 9, 0)),
    _due("due the next day", 1, due_at=datetime(2026, 8, 4, 16, 0)),
    _due("due on the second day", 0, due_at=datetime(2026, 8, 5, 9, 0)),
    _due("Friday to Monday", 1, sent_at=FRIDAY, due_at=datetime(2026, 8, 10, 9, 0)),
    _due("Friday to Tuesday", 0, sent_at=FRIDAY, due_at=datetime(2026, 8, 11, 9, 0)),
    _due("over National Day", 1, sent_at=datetime(2026, 9, 30, 15, 0), due_at=datetime(2026, 10, 8, 9, 0)),
    _due("stated to have no deadline", 0, stated_none="due_at"),
    _due("no deadline given", None),
    _due("due before it was sent", None, due_at=datetime(2026, 8, 2, 9, 0)),
    _due("due beyond the calendar", None, due_at=datetime(2099, 1, 1, 9, 0)),
    _sent(datetime(2026, 8, 3, 8, 29), 1),
    _sent(datetime(2026, 8, 3, 8, 30), 0),
    _sent(datetime(2026, 8, 3, 18, 0), 0),
    _sent(datetime(2026, 8, 3, 18, 1), 1),
    _sent(datetime(2026, 8, 3, 0, 0), None),
    _sent(datetime(2026, 8, 3, 0, 1), 1),
    _sent(datetime(2026, 8, 8, 0, 0), 1),
    _sent(datetime(2026, 8, 8, 10, 0), 1),
    _sent(datetime(2026, 10, 1, 10, 0), 1),
    _sent(datetime(2099, 1, 5, 10, 0), None),
    _case("an evening notice marked urgent", [{"sent_at": EVENING, "urgent": True}], off_hours_notices=0),
    _case(
        "an evening notice not said to be urgent or not", [{"sent_at": EVENING, "urgent": None}], off_hours_notices=None
    ),
    _case(
        "one sure notice counts whatever the others may be",
        [{"reply_all": True}, {"reply_all": None}, {"reply_all": False}],
        reply_all_notices=1,
    ),
    _case("nothing sure", [{"reply_all": None}, {"reply_all": False}], reply_all_notices=None),
    _case(
        "short notices that are all urgent are told apart",
        [SHORT | {"urgent": True}, SHORT | {"urgent": True}],
        short_notices=2,
        short_notices_urgent=True,
    ),
    _case(
        "of urgent and other short notices the others count",
        [SHORT | {"urgent": True}, SHORT | {"urgent": None}],
        short_notices=1,
        short_notices_urgent=False,
    ),
    _case(
        "a group without notices has no counts", [], short_notices=None, off_hours_notices=None, reply_all_notices=None
    ),
]


def test_each_worked_case_comes_to_what_it_states(worked: Any, measured: dict[str, Any]) -> None:
    assert measured == worked.expected
