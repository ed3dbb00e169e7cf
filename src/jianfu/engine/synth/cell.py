"""Columns of made-up cells: held as numbers, shown as typed Arrow columns or as the text a department would write.

``MISSING`` is an empty cell; ``STATED_NONE`` a cell that says 无.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[Any]
MISSING = -1
STATED_NONE = -2
EPOCH = date(1970, 1, 1)
LAST_DAY = (date(2037, 12, 31) - EPOCH).days
NONE_WORD = "无"


class Cells(Protocol):
    """One column of cells."""

    def typed(self) -> pa.Array:
        """Return the column as Parquet holds it: codes, numbers, dates; ``none`` for a stated 无."""

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the column as text in Chinese; *styles* gives each cell's way of writing (None: the plain way)."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Text as it stands; null is an empty cell."""

    values: pa.Array

    def typed(self) -> pa.Array:
        """Return the text."""
        return self.values

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the text, with 无 for ``none``."""
        return pc.if_else(pc.equal(self.values, "none"), NONE_WORD, self.values)


@dataclass(frozen=True, slots=True)
class Words:
    """Codes of a closed set by place; *spellings* holds the plain Chinese word and other ways to write it."""

    places: Numbers
    codes: Sequence[str]
    spellings: Sequence[Sequence[str]]

    def typed(self) -> pa.Array:
        """Return the codes; ``none`` where stated."""
        return taken([*self.codes, "none"], np.where(self.places == STATED_NONE, len(self.codes), self.places))

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the words, each in its cell's spelling."""
        width = max(len(ways) for ways in self.spellings)
        table = [ways[way % len(ways)] for ways in self.spellings for way in range(width)] + [NONE_WORD]
        way = 0 if styles is None else styles % width
        places = np.where(self.places < 0, self.places, self.places * width + way)
        return taken(table, np.where(self.places == STATED_NONE, len(table) - 1, places))


@dataclass(frozen=True, slots=True)
class Days:
    """Dates as days since 1970; *may_be_none* marks a column whose cells may say 无 (text in Parquet, too)."""

    days: Numbers
    may_be_none: bool = False

    def typed(self) -> pa.Array:
        """Return dates, or ISO text and ``none`` where cells may say so."""
        if self.may_be_none:
            return taken(_day_table("none"), np.where(self.days == STATED_NONE, 4 * (LAST_DAY + 1), self.days))
        return pa.array(self.days.astype(np.int32), mask=self.days < 0).cast(pa.date32())

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the dates as written: 2026-09-03, 2026.9.3, 2026年9月3日 or 2026/9/3."""
        way = 0 if styles is None else (styles % 4) * (LAST_DAY + 1)
        places = np.where(self.days < 0, self.days, self.days + way)
        return taken(_day_table(NONE_WORD), np.where(self.days == STATED_NONE, 4 * (LAST_DAY + 1), places))


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments as minutes since 1970; cells may say 无."""

    minutes: Numbers
    may_be_none: bool = False

    def typed(self) -> pa.Array:
        """Return timestamps, or ISO text and ``none`` where cells may say so."""
        if self.may_be_none:
            return self._text("none")
        return pa.array(self.minutes.astype(np.int64) * 60, mask=self.minutes < 0).cast(pa.timestamp("s"))

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the moments as 2026-09-03 10:05."""
        return self._text(NONE_WORD)

    def _text(self, none: str) -> pa.Array:
        known = np.maximum(self.minutes, 0)
        day = taken(_day_table(none), known // 1440)
        clock = taken(_clock_table(), known % 1440)
        text = pc.binary_join_element_wise(day, clock, " ")
        text = pc.if_else(pa.array(self.minutes == STATED_NONE), none, text)
        return pc.if_else(pa.array(self.minutes == MISSING), pa.scalar(None, pa.string()), text)


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole numbers; negative is an empty cell (there are no stated 无 among them: a stated none is 0)."""

    values: Numbers

    def typed(self) -> pa.Array:
        """Return integers."""
        return pa.array(self.values.astype(np.int64), mask=self.values < 0)

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the figures; a styled cell of a round figure says 1.2万."""
        plain = self.typed().cast(pa.string())
        if styles is None:
            return plain
        myriad = (styles % 2 == 1) & (self.values >= 10_000) & (self.values % 1_000 == 0)
        tenths = pa.array(self.values // 1_000)
        whole, tenth = pc.divide(tenths, 10).cast(pa.string()), pa.array(self.values // 1_000 % 10).cast(pa.string())
        return pc.if_else(pa.array(myriad), pc.binary_join_element_wise(whole, ".", tenth, "万", ""), plain)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Decimal numbers; NaN is an empty cell."""

    values: Numbers

    def typed(self) -> pa.Array:
        """Return doubles."""
        return pa.array(self.values, mask=np.isnan(self.values), type=pa.float64())

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return the figures as text."""
        return self.typed().cast(pa.string())


@dataclass(frozen=True, slots=True)
class Flags:
    """Yes (1), no (0) or an empty cell (-1)."""

    values: Numbers

    def typed(self) -> pa.Array:
        """Return booleans."""
        return pa.array(self.values == 1, mask=self.values < 0)

    def shown(self, styles: Numbers | None) -> pa.Array:
        """Return 是/否, √/×, Y/N or 1/0."""
        ways = (("否", "是"), ("×", "√"), ("N", "Y"), ("0", "1"))
        return Words(self.values, ("false", "true"), tuple(zip(*ways, strict=True))).shown(styles)


def taken(table: Sequence[str] | pa.Array, places: Numbers) -> pa.Array:
    """Return ``table[place]`` for each place; null for a negative place."""
    known = table if isinstance(table, pa.Array) else pa.array(table, pa.string())
    return known.take(pa.array(places.astype(np.int64), mask=places < 0))


def joined(*parts: pa.Array | str) -> pa.Array:
    """Return the parts joined cell by cell."""
    return pc.binary_join_element_wise(*parts, "")


def blanked(values: pa.Array, mask: Numbers) -> pa.Array:
    """Return the text with the masked cells emptied."""
    return pc.if_else(pa.array(mask), pa.scalar(None, pa.string()), values)


def stated_none(values: pa.Array, mask: Numbers) -> pa.Array:
    """Return the text with the masked cells saying 无 (held as ``none``)."""
    return pc.if_else(pa.array(mask), "none", values)


@cache
def _day_table(none: str) -> pa.Array:
    """Return every day to the last in four ways of writing, way after way, and *none* at the end."""
    days = [EPOCH + timedelta(days=n) for n in range(LAST_DAY + 1)]
    written = [day.isoformat() for day in days]
    for pattern in ("{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}/{1}/{2}"):
        written += [pattern.format(day.year, day.month, day.day) for day in days]
    return pa.array([*written, none], pa.string())


@cache
def _clock_table() -> pa.Array:
    return pa.array([f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(1440)], pa.string())
