"""A group's burden is counted: calls to all, replies, demands, tasks set again, minutes."""

from datetime import datetime

from jianfu.engine.notices.burden import Assumptions, Burden, Message, Tasks, count
from jianfu.engine.notices.calendar_working import WorkingCalendar

TASK = "请各单位于5月15日前填写统计表并报送办公室，收到请回复。"
MESSAGES = [
    Message(datetime(2026, 5, 11, 9, 0), "@所有人 " + TASK),
    Message(datetime(2026, 5, 11, 9, 1), "收到"),
    Message(datetime(2026, 5, 12, 20, 0), TASK.replace("5月15日", "5月16日")),
    Message(datetime(2026, 5, 16, 10, 0), "#接龙\n1. 某某"),
]


def _counted(working: WorkingCalendar, messages: list[Message]) -> Burden:
    burden = Burden()
    count(messages, working, Assumptions(), (burden,), Tasks(0.7))
    return burden


def test_each_kind_of_message_is_counted(working: WorkingCalendar) -> None:
    row = _counted(working, MESSAGES).row()
    assert (row["messages"], row["days"], row["messages_a_day"]) == (4, 6, 0.7)
    assert (row["off_hours_share"], row["call_all_share"]) == (0.5, 0.25)
    assert (row["received_replies"], row["chain_replies"]) == (1, 1)
    assert (row["tasks"], row["repeated_tasks"], row["demands_reply"]) == (2, 1, 2)


def test_minutes_follow_the_stated_formula(working: WorkingCalendar) -> None:
    assert _counted(working, [Message(datetime(2026, 5, 11, 9, 0), "字" * 348)]).seconds == 2 + 348 / 6


def test_nothing_counted_divides_by_nothing() -> None:
    assert Burden().row()["messages_a_day"] is None


def test_another_task_is_not_the_same() -> None:
    tasks = Tasks(0.7)
    assert not tasks.is_repeated(TASK)
    assert not tasks.is_repeated("请各村于周五前完成河道清理并上报进展情况。")
    assert tasks.is_repeated(TASK)
