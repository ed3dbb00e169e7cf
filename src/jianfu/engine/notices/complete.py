"""Read every notice handed in, and fill what its sender left blank.

What is declared always wins: a reading only takes the place of an empty cell, never of one that states 无. Where the
two differ nothing changes; it is counted, so that a person may look.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.calendar_working import WorkingCalendar, working_calendar
from jianfu.engine.notices.reading import Reading, read

Progress = Callable[[str, float], None]
STAGE = "notices.readings"
NONE = "none"

_READ = pa.schema(
    [
        ("notice_id", pa.string()),
        ("due_at", pa.timestamp("us")),
        ("demands", pa.string()),
        ("urgent", pa.bool_()),
        ("reply_all", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class Completed:
    """How many notices were read, how many blanks their texts filled, and how often text and declaration differ."""

    notices: int
    due_read: int
    urgent_read: int
    reply_read: int
    due_differ: int
    urgent_differ: int
    reply_differ: int


def complete(backend: Backend, progress: Progress) -> Completed:
    """Make table ``notice_readings`` and fill the blanks of table ``notices`` from it.

    Needs tables ``notices`` and ``calendar``. To ``notices`` come the columns ``due_read``, ``urgent_read`` and
    ``reply_read`` (whether that value was read from the text) and ``demands``.
    """
    progress(STAGE, 0.0)
    calendar = working_calendar(backend.sql("SELECT day, working FROM calendar ORDER BY day"))
    backend.sql("SELECT notice_id, sent_at, text FROM notices", into="notice_texts")
    backend.map("notice_texts", partial(read_batch, calendar=calendar), _READ, into="notices_read")
    progress(STAGE, 0.8)
    backend.sql("SELECT notice_id, due_at, demands, urgent FROM notices_read", into="notice_readings")
    counted = backend.sql(_COUNTED).to_pylist()[0]
    backend.sql(_COMPLETED, into="notices")
    progress(STAGE, 1.0)
    return Completed(**counted)


def read_batch(batch: pa.RecordBatch, calendar: WorkingCalendar) -> pa.RecordBatch:
    """Read a batch of ``notice_id``, ``sent_at`` and ``text``; a notice without text or time gives nulls."""
    sent = batch.column("sent_at").cast(pa.timestamp("us")).to_pylist()
    texts = batch.column("text").to_pylist()
    readings = [read(text, at, calendar) if text and at else None for text, at in zip(texts, sent, strict=True)]
    columns = [
        batch.column("notice_id"),
        [one.due_at if one else None for one in readings],
        [_joined(one) for one in readings],
        [one.urgent if one else None for one in readings],
        [one.reply_all if one else None for one in readings],
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, _READ, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=_READ)


def _joined(reading: Reading | None) -> str | None:
    """Return the demands as they are stored: joined, ``none`` for none, null for not known."""
    if reading is None or reading.demands is None:
        return None
    return ";".join(reading.demands) or NONE


_BLANK_DUE = "(n.due_at IS NULL AND strpos(coalesce(n.stated_none, ''), 'due_at') = 0)"
_STATED_DUE = "(strpos(coalesce(n.stated_none, ''), 'due_at') > 0)"
_HOURLESS = "(n.due_at = date_trunc('day', n.due_at) OR r.due_at = date_trunc('day', r.due_at))"
_DUE_DIFFERS = f"""({_STATED_DUE} AND r.due_at IS NOT NULL) OR coalesce(
      CASE WHEN {_HOURLESS} THEN CAST(n.due_at AS DATE) <> CAST(r.due_at AS DATE)
        ELSE n.due_at <> r.due_at END, FALSE)"""


def _times(condition: str) -> str:
    return f"coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)"


_COUNTED = f"""
    SELECT count(*) AS notices,
      CAST({_times(f"{_BLANK_DUE} AND r.due_at IS NOT NULL")} AS BIGINT) AS due_read,
      CAST({_times("n.urgent IS NULL AND r.urgent IS NOT NULL")} AS BIGINT) AS urgent_read,
      CAST({_times("n.reply_all IS NULL AND r.reply_all IS NOT NULL")} AS BIGINT) AS reply_read,
      CAST({_times(_DUE_DIFFERS)} AS BIGINT) AS due_differ,
      CAST({_times("n.urgent <> r.urgent")} AS BIGINT) AS urgent_differ,
      CAST({_times("n.reply_all <> r.reply_all")} AS BIGINT) AS reply_differ
    FROM notices n JOIN notices_read r ON r.notice_id = n.notice_id"""

_COMPLETED = f"""
    SELECT n.notice_id, n.asset_id, n.unit_id, n.sent_at,
      CASE WHEN {_BLANK_DUE} THEN r.due_at ELSE n.due_at END AS due_at,
      n.text,
      coalesce(n.urgent, r.urgent) AS urgent,
      coalesce(n.reply_all, r.reply_all) AS reply_all,
      n.formal_ref, n.stated_none, r.demands,
      {_BLANK_DUE} AND r.due_at IS NOT NULL AS due_read,
      n.urgent IS NULL AND r.urgent IS NOT NULL AS urgent_read,
      n.reply_all IS NULL AND r.reply_all IS NOT NULL AS reply_read
    FROM notices n LEFT JOIN notices_read r ON r.notice_id = n.notice_id"""
