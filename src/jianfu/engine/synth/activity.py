"""When an entry was last alive, who looked, and what of that evidence is handed in: the generator's own intention."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jianfu.engine.synth.cell import MISSING, STATED_NONE, Numbers
from jianfu.engine.synth.draw import Draw

FRESH, WINDOW, OVERDUE, SUSPECT, ZOMBIE, OLD, NEVER, NEW = range(8)
"""How long an entry has been silent; NEVER posted and open for long, NEW: never posted and just opened."""

KINDS = ("fresh", "warn_window", "overdue", "suspect", "zombie", "over_a_year", "never_posted", "newly_opened")
SPANS = ((0, 6), (7, 14), (15, 59), (60, 89), (90, 364), (365, 1900), (40, 1500), (1, 25))
AT_THE_EDGE = 0.08
"""Share of entries set on the last day of their span, where a limit read wrongly shows."""

DECLARED, OBSERVED, STALE, SAVED, NO_DATE, NO_LOOK, BLANK_LOOK, PARTIAL = range(8)
"""How the activity is handed in. DECLARED and OBSERVED: one place says it, in full. STALE: the declaration is older
than an observation. SAVED: only a source of partial coverage saw the latest activity. NO_DATE, NO_LOOK, BLANK_LOOK:
the date, the day of the look or the observed value is missing. PARTIAL: only a source of partial coverage looked."""

WAYS = (
    "declared",
    "observed",
    "stale_declaration",
    "seen_by_partial_source",
    "no_last_activity",
    "no_observation_day",
    "blank_observation",
    "partial_source",
)
WAY_SHARES = (70.0, 12.0, 6.0, 2.0, 3.0, 1.5, 1.0, 4.5)
REMOVED = (NO_DATE, NO_LOOK, BLANK_LOOK)

SOURCES = (
    ("单位自报", None),
    ("平台接口", 1.0),
    ("网上巡查", 1.0),
    ("第三方监测", 0.6),
    ("全国报送系统导出", 1.0),
    ("现场检查", 1.0),
    ("公众反映线索", 0.3),
    ("问卷抽样", 0.2),
)
"""Sources and their stated coverage (None: not stated, which counts as full)."""

SELF, INTERFACE, PATROL, MONITOR, NATIONAL, ON_SITE, CLUES, SURVEY = range(8)
FULL_SOURCES = np.array((SELF, INTERFACE, PATROL))
OLDER_LOOK_DAYS = 25


@dataclass(frozen=True, slots=True)
class Activity:
    """Activity of entries as it is: ``silence`` in days from the last activity (or opening, if never) to ``looked``."""

    kind: Numbers
    silence: Numbers
    looked: Numbers
    opened: Numbers
    way: Numbers
    source: Numbers

    @property
    def never(self) -> Numbers:
        """Tell which entries never published anything."""
        return np.isin(self.kind, (NEVER, NEW))

    @property
    def last(self) -> Numbers:
        """Return the day of the last activity; STATED_NONE where there never was one."""
        return np.where(self.never, STATED_NONE, self.looked - self.silence)

    @property
    def removed(self) -> Numbers:
        """Tell where the evidence of activity was removed."""
        return np.isin(self.way, REMOVED)

    @property
    def partial(self) -> Numbers:
        """Tell where only a source of partial coverage looked."""
        return np.asarray(self.way == PARTIAL)

    def take(self, rows: Numbers) -> "Activity":
        """Return the activity of those rows."""
        columns = (self.kind, self.silence, self.looked, self.opened, self.way, self.source)
        return Activity(*(column[rows] for column in columns))


def activity(*, draw: Draw, n: int, today: int, shares: Sequence[float]) -> Activity:
    """Return the activity of *n* entries, their kinds in those shares (in the order of KINDS), seen near *today*."""
    kind = draw.pick(n, shares)
    low, high = np.array(SPANS).T
    silence = np.where(draw.chance(n, AT_THE_EDGE), high[kind], draw.between(low[kind], high[kind], n))
    looked = today - draw.between(0, 12, n)
    never = (kind == NEVER) | (kind == NEW)
    opened = looked - silence - np.where(never, 0, draw.between(30, 2600, n))
    way = draw.pick(n, WAY_SHARES)
    way = np.where((way == SAVED) & (silence > WINDOW_END), DECLARED, way)
    way = np.where(never & np.isin(way, (STALE, SAVED)), DECLARED, way)
    source = np.where(way == PARTIAL, MONITOR, FULL_SOURCES[draw.places(n, len(FULL_SOURCES))])
    return Activity(kind, silence, looked, opened, way, source)


WINDOW_END = SPANS[WINDOW][1]


@dataclass(frozen=True, slots=True)
class Declared:
    """The activity columns of the assets table: last activity, day of the look, source; MISSING where left empty."""

    last: Numbers
    looked: Numbers
    source: Numbers


def declared(seen: Activity, lag: Numbers) -> Declared:
    """Return what the declaration says; *lag* is by how many days a stale declaration is behind the truth."""
    older = np.isin(seen.way, (STALE, SAVED))
    last = np.where(older, seen.last - lag, seen.last)
    last = np.where(older, np.maximum(last, seen.opened), last)
    looked = np.where(seen.way == STALE, np.maximum(seen.looked - OLDER_LOOK_DAYS, last), seen.looked)
    elsewhere = np.isin(seen.way, (OBSERVED, BLANK_LOOK))
    return Declared(
        np.where(elsewhere | (seen.way == NO_DATE), MISSING, last),
        np.where(elsewhere | (seen.way == NO_LOOK), MISSING, looked),
        np.where(elsewhere, MISSING, np.where(seen.way == STALE, SELF, seen.source)),
    )


@dataclass(frozen=True, slots=True)
class Observations:
    """Observed rows of one measure: places of the entries, value as text place or day, day, source."""

    rows: Numbers
    last: Numbers
    looked: Numbers
    source: Numbers


def observed(seen: Activity) -> Observations:
    """Return the rows that the measures table holds about activity; MISSING is a blank value."""
    rows = np.flatnonzero(np.isin(seen.way, (OBSERVED, STALE, SAVED, BLANK_LOOK)))
    some = seen.take(rows)
    return Observations(
        rows,
        np.where(some.way == BLANK_LOOK, MISSING, some.last),
        some.looked,
        np.where(some.way == SAVED, MONITOR, np.where(some.way == STALE, INTERFACE, some.source)),
    )
