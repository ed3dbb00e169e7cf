"""When notices were sent and when they are due, counted per group on the working calendar.

*Source:* design.md section 6: short means due within one working day of sending; quiet hours are all but 08:30-18:00
on working days. A notice whose figures are missing is undetermined; a group with an undetermined notice and no
determined one has no count (null). Midnight sharp is how a day without an hour is stored: its hour is not known.
"""

from jianfu.engine.backends.backend import Backend

WORK_STARTS_MINUTE = 8 * 60 + 30
WORK_ENDS_MINUTE = 18 * 60


def prepare(backend: Backend) -> None:
    """Make table ``timing``: asset_id, short_notices, short_notices_urgent, off_hours_notices, reply_all_notices.

    Needs table ``calendar``. A group without notices has no row.
    """
    backend.sql(_TIMING, into="timing")


_MINUTE = "(hour(n.sent_at) * 60 + minute(n.sent_at))"
_DUE_IN_TIME = "n.due_at >= n.sent_at OR n.due_at = date_trunc('day', n.sent_at)"
"""A deadline stored at midnight sharp is a day without an hour: the end of that day will do."""

_TIMED = f"""
    SELECT n.asset_id, n.urgent, n.reply_all,
      CASE WHEN strpos(coalesce(n.stated_none, ''), 'due_at') > 0 THEN FALSE
           WHEN {_DUE_IN_TIME} THEN due.working_index - sent.working_index <= 1 END AS short,
      CASE WHEN NOT sent.working THEN TRUE
           WHEN sent.working AND {_MINUTE} > 0
           THEN {_MINUTE} < {WORK_STARTS_MINUTE} OR {_MINUTE} > {WORK_ENDS_MINUTE} END AS off_hours
    FROM notices n
    LEFT JOIN calendar sent ON sent.day = CAST(n.sent_at AS DATE)
    LEFT JOIN calendar due ON due.day = CAST(n.due_at AS DATE)
    WHERE n.asset_id IS NOT NULL"""


def _count(condition: str) -> str:
    """Return SQL that counts what is surely so; null where nothing is sure and something is undetermined."""
    sure = f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"
    open_ = f"sum(CASE WHEN ({condition}) IS NULL THEN 1 ELSE 0 END)"
    return f"CASE WHEN {sure} > 0 THEN {sure} WHEN {open_} = 0 THEN 0 END"


_TIMING = f"""
    SELECT asset_id,
      CASE WHEN sum(CASE WHEN short AND NOT coalesce(urgent, FALSE) THEN 1 ELSE 0 END) > 0
           THEN sum(CASE WHEN short AND NOT coalesce(urgent, FALSE) THEN 1 ELSE 0 END)
           ELSE {_count("short")} END AS short_notices,
      bool_and(CASE WHEN short THEN coalesce(urgent, FALSE) END) AS short_notices_urgent,
      {_count("off_hours AND NOT urgent")} AS off_hours_notices,
      {_count("reply_all")} AS reply_all_notices
    FROM ({_TIMED}) timed_notices GROUP BY asset_id"""
