"""What a chat group costs its reader, counted from one person's own export. Only counts come out, never a word.

Minutes are an estimate: a message takes a look and the time to read its characters, a reply asked for takes one more.
Tasks set more than once are found in memory: same folded text, or character 3-grams at least seven tenths alike among
the tasks of the last days.
"""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from jianfu.engine.notices.calendar_working import WorkingCalendar
from jianfu.engine.notices.demand import demands
from jianfu.engine.notices.reading_text import fold, sentences

_CALL = re.compile(r"@(?:所有人|全体成员|全体|all\b)", re.IGNORECASE)
_RECEIVED = re.compile(r"^(?:@\S+\s*)?(?:\[?收到\]?|已?收到,?谢谢|好的,?收到|收到[!。~,.]*|1|已阅|已知晓)[!。~,.]*$")
_CHAIN = re.compile(r"#?接龙|^\s*\d{1,3}[.、]\s*\S{1,20}$", re.MULTILINE)
_SPACE = re.compile(r"\s+")
TASK_CHARACTERS = 20
REMEMBERED_TASKS = 400


@dataclass(frozen=True, slots=True)
class Message:
    """One message: when (minute of the export), and its text. Who wrote it is not kept."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the estimate rests on: seconds to look at a message, characters read a second, seconds to reply, hours."""

    look_seconds: float = 2.0
    characters_a_second: float = 6.0
    reply_seconds: float = 10.0
    work_starts: int = 8 * 60 + 30
    work_ends: int = 18 * 60
    alike: float = 0.7


@dataclass(slots=True)
class Burden:
    """Counts of one group (or of all): see the columns of ``row``."""

    messages: int = 0
    off_hours: int = 0
    call_all: int = 0
    received_replies: int = 0
    chain_replies: int = 0
    tasks: int = 0
    repeated_tasks: int = 0
    demands: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> int:
        """Return the days the export spans, first and last included."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0

    def row(self) -> dict[str, float | int | None]:
        """Return the figures: counts, messages and minutes a day, shares; null where there is nothing to divide."""
        share = 1 / self.messages if self.messages else None
        day = 1 / self.days if self.days else None
        return {
            "days": self.days,
            "messages": self.messages,
            "messages_a_day": None if day is None else round(self.messages * day, 1),
            "off_hours_share": None if share is None else round(self.off_hours * share, 4),
            "call_all_share": None if share is None else round(self.call_all * share, 4),
            "received_replies": self.received_replies,
            "chain_replies": self.chain_replies,
            "tasks": self.tasks,
            "repeated_tasks": self.repeated_tasks,
            **{f"demands_{code}": count for code, count in sorted(self.demands.items())},
            "minutes_a_day": None if day is None else round(self.seconds / 60 * day, 1),
        }


class Tasks:
    """Tasks seen lately, as folded texts and 3-grams, in memory only."""

    def __init__(self, alike: float) -> None:
        """Remember nothing yet; *alike* is the Jaccard index from which two texts are one task."""
        self._alike = alike
        self._recent: deque[frozenset[str]] = deque(maxlen=REMEMBERED_TASKS)
        self._texts: set[str] = set()

    def is_repeated(self, text: str) -> bool:
        """Tell whether the task was set before, and remember it."""
        bare = _SPACE.sub("", text)
        grams = frozenset(bare[at : at + 3] for at in range(len(bare) - 2))
        again = bare in self._texts or any(_jaccard(grams, other) >= self._alike for other in self._recent)
        self._texts.add(bare)
        self._recent.append(grams)
        return again


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    low, high = sorted((len(left), len(right)))
    if not low or low < high / 2:
        return 0.0
    common = len(left & right)
    return common / (low + high - common)


def count(
    messages: Iterable[Message], calendar: WorkingCalendar, assumed: Assumptions, into: Iterable[Burden], tasks: Tasks
) -> None:
    """Add the messages of one group to each of *into* (the group's own counts, and the total)."""
    sums = tuple(into)
    for message in messages:
        figures = _figures(message, calendar, assumed, tasks)
        for burden in sums:
            _add(burden, message, figures)


@dataclass(frozen=True, slots=True)
class _Figures:
    off_hours: bool
    call_all: bool
    received: bool
    chain: bool
    asked: tuple[str, ...]
    repeated: bool
    seconds: float


def _figures(message: Message, calendar: WorkingCalendar, assumed: Assumptions, tasks: Tasks) -> _Figures:
    folded = fold(message.text).strip()
    received = bool(_RECEIVED.match(folded))
    chain = bool(_CHAIN.search(folded)) and not received
    asked = () if received or chain else (demands(sentences(folded)).codes or ())
    task = bool(asked) and len(folded) >= TASK_CHARACTERS
    seconds = assumed.look_seconds + len(folded) / assumed.characters_a_second
    if "reply" in asked or "chain" in asked:
        seconds += assumed.reply_seconds
    minute = message.at.hour * 60 + message.at.minute
    working = calendar.is_working(message.at.date())
    off = working is False or not assumed.work_starts <= minute <= assumed.work_ends
    return _Figures(
        off, bool(_CALL.search(folded)), received, chain, asked, task and tasks.is_repeated(folded), seconds
    )


def _add(burden: Burden, message: Message, figures: _Figures) -> None:
    burden.messages += 1
    burden.off_hours += figures.off_hours
    burden.call_all += figures.call_all
    burden.received_replies += figures.received
    burden.chain_replies += figures.chain
    burden.tasks += bool(figures.asked)
    burden.repeated_tasks += figures.repeated
    burden.seconds += figures.seconds
    for code in figures.asked:
        burden.demands[code] = burden.demands.get(code, 0) + 1
    day = message.at.date()
    burden.first = min(burden.first or day, day)
    burden.last = max(burden.last or day, day)
