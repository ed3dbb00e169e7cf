"""When notices were sent and when they are due, counted per group on the working calendar.

*Source:* design.md section 6: short means due within one working day of sending; quiet hours are all but 08:30-18:00
on working days. A notice whose figures are missing is undetermined; a group with an undetermined notice and no
determined one has no count (null). Midnight sharp is how a day without an hour is stored: its hour is not known.

What the texts demand is counted too, where the notices were read (column ``demands``): only what is plainly asked, and
not in notices marked urgent. That no text asks for it says nothing about what is said in the group besides: the count
is then nil, never a proof.
"""

from jianfu.engine.backends.backend import Backend

WORK_STARTS_MINUTE = 8 * 60 + 30
WORK_ENDS_MINUTE = 18 * 60


def prepare(backend: Backend) -> None:
    """Make table ``timing``: a row a group, with the counts of its notices.

    asset_id, short_notices, short_notices_urgent, off_hours_notices, reply_all_notices, checkin_notices,
    unbacked_notices, proof_notices; and ``short_read``, ``off_hours_read``, ``reply_all_read``: whether a notice
    counted there rests on what was read from its text. Needs tables ``calendar`` and ``notices``; columns that reading
    the notices adds may lack. A group without notices has no row.
    """
    given = set(backend.sql("SELECT * FROM notices WHERE FALSE").column_names)
    added = ", ".join(f"n.{name}" if name in given else f"{blank} AS {name}" for name, blank in _ADDED.items())
    backend.sql(_timed(added), into="timed_notices")
    backend.sql(_TIMING, into="timing")


_ADDED = {
    "due_read": "FALSE",
    "urgent_read": "FALSE",
    "reply_read": "FALSE",
    "demands": "CAST(NULL AS VARCHAR)",
}
"""What reading the notices adds to them, and what stands for it where they were not read."""


_MINUTE = "(hour(n.sent_at) * 60 + minute(n.sent_at))"
_DUE_IN_TIME = "n.due_at >= n.sent_at OR n.due_at = date_trunc('day', n.sent_at)"
"""A deadline stored at midnight sharp is a day without an hour: the end of that day will do."""


def _timed(added: str) -> str:
    return f"""
    SELECT n.asset_id, n.urgent, n.reply_all, n.formal_ref, {added},
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


def _asked(pattern: str, *, more: str = "TRUE") -> str:
    """Return SQL that counts the notices, not marked urgent, whose text plainly asks for one of these."""
    asked = f"regexp_matches(coalesce(demands, ''), '{pattern}') AND NOT coalesce(urgent, FALSE) AND {more}"
    return f"sum(CASE WHEN {asked} THEN 1 ELSE 0 END)"


def _rests_on_text(condition: str) -> str:
    return f"bool_or(coalesce({condition}, FALSE))"


_TIMING = f"""
    SELECT asset_id,
      CASE WHEN sum(CASE WHEN short AND NOT coalesce(urgent, FALSE) THEN 1 ELSE 0 END) > 0
           THEN sum(CASE WHEN short AND NOT coalesce(urgent, FALSE) THEN 1 ELSE 0 END)
           ELSE {_count("short")} END AS short_notices,
      bool_and(CASE WHEN short THEN coalesce(urgent, FALSE) END) AS short_notices_urgent,
      {_count("off_hours AND NOT urgent")} AS off_hours_notices,
      {_count("reply_all")} AS reply_all_notices,
      {_asked("checkin|chain")} AS checkin_notices,
      {_asked("form|table", more="formal_ref = 'none'")} AS unbacked_notices,
      {_asked("screenshot")} AS proof_notices,
      {_rests_on_text("short AND (due_read OR urgent_read)")} AS short_read,
      {_rests_on_text("off_hours AND urgent_read")} AS off_hours_read,
      {_rests_on_text("reply_all AND reply_read")} AS reply_all_read
    FROM timed_notices GROUP BY asset_id"""
