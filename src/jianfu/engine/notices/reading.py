"""Reading a notice: its deadline, its demands, whether it is urgent, and the posts it makes responsible.

A small grammar, no model: pure, and the same for the same text, time and calendar. What the text leaves open is null.
"""

from dataclasses import dataclass
from datetime import datetime

from jianfu.engine.notices import deadline
from jianfu.engine.notices.calendar_working import WorkingCalendar
from jianfu.engine.notices.demand import demands
from jianfu.engine.notices.moment_hour import OFFICE_HOURS, OfficeHours
from jianfu.engine.notices.post import posts
from jianfu.engine.notices.reading_text import fold, sentences
from jianfu.engine.notices.urgency import urgent


@dataclass(frozen=True, slots=True)
class Reading:
    """What a notice asks. Null: not known.

    *due_at* is midnight where the text names a day and no hour (``due_has_hour`` false): the end of that day will do.
    *demands* are codes of ``DEMANDS``; empty where the text clearly demands none of them. *reasons* pairs each thing
    read with the words that gave it: for the notice's owner, never for a table.
    """

    due_at: datetime | None
    due_has_hour: bool | None
    demands: tuple[str, ...] | None
    urgent: bool | None
    reply_all: bool | None
    posts: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


def read(text: str, sent_at: datetime, calendar: WorkingCalendar, office: OfficeHours = OFFICE_HOURS) -> Reading:
    """Read a notice sent at *sent_at* (midnight sharp: the hour is not known)."""
    parts = sentences(fold(text))
    due = deadline.due(parts, sent_at, calendar, office)
    asked = demands(parts)
    is_urgent, urgent_words = urgent(parts)
    addressed = posts(parts)
    reasons = [("due_at", due.words)] if due else [("recurring", words) for words in deadline.recurring(parts)]
    reasons += asked.words
    reasons += [("urgent", urgent_words)] if urgent_words else []
    return Reading(
        due.at if due else None,
        due.has_hour if due else None,
        asked.codes,
        is_urgent,
        asked.reply_all,
        addressed,
        (*reasons, *(("post", post) for post in addressed)),
    )
