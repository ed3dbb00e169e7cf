"""Made-up work notices: when they were sent, when they are due, how urgent, and what they say."""

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth.cell import EPOCH, MISSING, STATED_NONE, Flags, Moments, Numbers, Texts, joined, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.group import Groups
from jianfu.engine.synth.matter import DUE, MATTERS, NO_DUE, OPENINGS, REPLY_ALL, TASKS
from jianfu.engine.synth.matter import URGENT as URGENT_MARK
from jianfu.engine.synth.sheet import Sheet
from jianfu.engine.synth.units import Units

ROOMY, SHORT, SHORT_URGENT, NO_DATE, OPEN_DATE = range(5)
DUE_SHARES = (72.0, 7.0, 3.0, 15.0, 3.0)
"""ROOMY: three working days or more. SHORT: the same or the next working day. NO_DATE: says it has none. OPEN_DATE: the
cell is empty."""

IN_HOURS, EVENING, EARLY, FREE_DAY = range(4)
SENT_SHARES = (90.0, 4.5, 1.5, 4.0)
DAY = 1440
WINDOW_DAYS = 45
FARTHEST_DUE = 9
LAST_KNOWN_DAY = (date(max(day.year for day in chinese_calendar.holidays), 12, 31) - EPOCH).days
"""The calendar is published a year at a time."""


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices as they are; ``groups`` the group each was sent in; ``no_urgent`` where the mark's cell is empty.

    A short notice always says whether it is urgent: whether a missing mark excuses it, no text tells.
    """

    groups: Numbers
    due_kind: Numbers
    sent_kind: Numbers
    sent: Numbers
    due: Numbers
    urgent: Numbers
    no_urgent: Numbers
    reply_all: Numbers
    no_reply_all: Numbers

    def __len__(self) -> int:
        return len(self.groups)


def notices(made: Groups, *, per_group: float, today: int, draw: Draw) -> Notices:
    """Return notices sent in the last weeks in groups that live; the working calendar is the State Council's."""
    alive = np.flatnonzero(made.entry.life.alive)
    n = round(per_group * len(made))
    groups = np.sort(alive[draw.places(n, len(alive))])
    due_kind, sent_kind = draw.pick(n, DUE_SHARES), draw.pick(n, SENT_SHARES)
    urgent = (due_kind == SHORT_URGENT) | ((due_kind != SHORT) & draw.chance(n, 0.06))
    working, sending, free = _calendar(today)
    workday = sending[draw.places(n, len(sending))]
    day = np.where(sent_kind == FREE_DAY, free[draw.places(n, len(free))], workday)
    at = np.searchsorted(working, day, side="right") - 1
    low, high = np.array(((510, 1080), (1081, 1439), (0, 509), (480, 1260))).T
    minute = draw.between(low[sent_kind], high[sent_kind], n)
    ahead = np.select([due_kind == ROOMY], [draw.between(3, FARTHEST_DUE - 1, n)], draw.between(0, 1, n))
    due_day = np.maximum(working[np.minimum(at + ahead, len(working) - 1)], day)
    due_minute = np.where(due_day == day, 1439, draw.between(540, 1080, n))
    due = np.where(
        due_kind == NO_DATE, STATED_NONE, np.where(due_kind == OPEN_DATE, MISSING, due_day * DAY + due_minute)
    )
    return Notices(
        groups,
        due_kind,
        sent_kind,
        day * DAY + np.maximum(minute, 1),
        due,
        urgent,
        draw.chance(n, 0.02) & ~np.isin(due_kind, (SHORT, SHORT_URGENT)),
        draw.chance(n, 0.06),
        draw.chance(n, 0.03),
    )


def _calendar(today: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return working days, those of them before *today* on which notices are sent, and free days between these.

    Every sending day has nine working days after it that the published calendar still reaches.
    """
    end = min(today + WINDOW_DAYS, LAST_KNOWN_DAY)
    days = range(min(today, end) - WINDOW_DAYS, end + 1)
    works = {day: chinese_calendar.is_workday(EPOCH + timedelta(days=day)) for day in days}
    working = [day for day in days if works[day]]
    sending = [day for day in working[:-FARTHEST_DUE] if day < today]
    free = [day for day in days if not works[day] and sending[0] < day < min(today, sending[-1] + 3)]
    return np.array(working), np.array(sending), np.array(free)


def sheet(made: Notices, groups: Groups, units: Units, draw: Draw, province: str) -> Sheet:
    """Return the notices table."""
    n = len(made)
    digits = pc.utf8_lpad(pa.array(np.arange(1, n + 1)).cast(pa.string()), 8, "0")
    formal = pc.if_else(
        pa.array(draw.chance(n, 0.3)),
        joined("办发〔2026〕", pa.array(draw.between(1, 90, n)).cast(pa.string()), "号"),
        "none",
    )
    return Sheet(
        "notices",
        {
            "notice_id": Texts(joined(f"TZ{province}-", digits)),
            "asset_id": Texts(groups.entry.ids.take(pa.array(made.groups))),
            "unit_id": Texts(units.ids.take(pa.array(groups.entry.sponsors[made.groups]))),
            "sent_at": Moments(made.sent),
            "due_at": Moments(made.due, may_be_none=True),
            "text": Texts(_texts(made, groups, draw)),
            "urgent": Flags(np.where(made.no_urgent, MISSING, made.urgent)),
            "reply_all": Flags(np.where(made.no_reply_all, MISSING, made.reply_all)),
            "formal_ref": Texts(formal),
        },
    )


def _texts(made: Notices, groups: Groups, draw: Draw) -> pa.Array:
    """Write the notices: mark, who, task about the group's matter, until when, whether to reply.

    Where a cell was emptied the text does not tell either: what was removed is removed.
    """
    n = len(made)
    task = draw.places(n, len(TASKS))
    way = draw.places(n, len(DUE))
    known = np.maximum(made.due, 0)
    tells_no_reply = ~made.reply_all & ~made.no_reply_all
    dates = Moments(known).shown(None)
    due = joined(
        taken([d.partition("{}")[0] for d in DUE], way), dates, taken([d.partition("{}")[2] for d in DUE], way)
    )
    return joined(
        taken((URGENT_MARK, ""), np.where(made.urgent & ~made.no_urgent, 0, 1)),
        taken(OPENINGS, draw.places(n, len(OPENINGS))),
        taken([t.partition("{}")[0] for t in TASKS], task),
        taken(MATTERS, groups.matters[made.groups]),
        taken([t.partition("{}")[2] for t in TASKS], task),
        "。",
        pc.if_else(pa.array(made.due >= 0), due, taken((NO_DUE, ""), np.where(tells_no_reply, 0, 1))),
        taken((REPLY_ALL, ""), np.where(made.reply_all & ~made.no_reply_all, 0, 1)),
    )
