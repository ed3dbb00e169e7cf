"""From the sender's headings to the schema's columns: the row that holds them, and what each of them means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import HOUSEKEEPING, STATED_NONE, TABLES

SEARCHED_ROWS = 15
OURS = (
    "unit_level",
    "unit_line",
    "city_code",
    "county_code",
    "class_2018",
    "class_2023",
    "counted_with",
    "问题",
    "修改建议",
)
"""Columns of our own output that carry nothing back."""
ORIGIN = "来源行"
"""Column of rejected.xlsx that says which row of the first submission a corrected row replaces."""

_BRACKETED = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[*:'\"]|^[\d一二三四五六七八九十]+[.、]")


@dataclass(slots=True)
class Mapping:
    """What each column (0 = the first) of a part means, and what could not be understood."""

    header_row: int
    columns: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    origin: int | None = None
    stated_none: int | None = None
    ignored: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    twice: list[tuple[str, str, str]] = field(default_factory=list)
    unlabelled: list[int] = field(default_factory=list)


def readings(header: str) -> tuple[str, ...]:
    """Return the folded forms under which a heading may be known: as written, then without brackets (units)."""
    plain = _MARKS.sub("", fold(header))
    return tuple(dict.fromkeys((plain, _BRACKETED.sub("", plain))))


@cache
def _headers(code: str) -> dict[str, str]:
    table = next(table for table in TABLES if table.code == code)
    known: dict[str, str] = {}
    for column in table.columns:
        known[column.code] = column.code
        known.setdefault(_MARKS.sub("", fold(column.zh)), column.code)
    for column in table.columns:
        for variant in column.variants:
            known.setdefault(_MARKS.sub("", fold(variant)), column.code)
    return known


def known_headers(table: Table) -> dict[str, str]:
    """Return the column code of every folded heading the table understands."""
    return _headers(table.code)


_PASSED = frozenset(form for word in (*HOUSEKEEPING, *OURS) for form in readings(word))


def meaning(table: Table, header: str) -> str:
    """Return the column code a heading means, empty text when it means none."""
    known = known_headers(table)
    return next((known[form] for form in readings(header) if form in known), "")


def passed_over(header: str, ignored: Sequence[str]) -> bool:
    """Tell whether a heading is housekeeping, derived by us, or named to be ignored."""
    forms = readings(header)
    return any(form in _PASSED for form in forms) or fold(header) in {fold(name) for name in ignored}


def find_header(table: Table, head: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Return the header's last row (first line = 1) and its headings, null when no row looks like a header.

    The row with the most known headings wins, the first of equals; two rows are joined only where that makes more.
    """
    rows = head[:SEARCHED_ROWS]
    single = [(place, [cell.strip() for cell in cells]) for place, cells in enumerate(rows, start=1)]
    joined = [(place + 2, _joined(table, rows[place], rows[place + 1])) for place in range(len(rows) - 1)]
    best = max((*single, *joined), key=lambda found: _score(table, found[1]), default=None)
    return best if best and _score(table, best[1]) > 0 else None


def _score(table: Table, headings: Sequence[str]) -> int:
    return len({code for cell in headings if cell and (code := meaning(table, cell))})


def _joined(table: Table, upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Join a parent heading with the one below it; a parent reaches right over columns that have only a child."""
    width = max(len(upper), len(lower))
    parents = _reaching(upper, lower, width)
    joined: list[str] = []
    for parent, own, child in zip(parents, _padded(upper, width), _padded(lower, width), strict=True):
        both = parent + child
        options = (both, child, own) if child and child != own else (own, child)
        known = (text for text in options if text and (meaning(table, text) or passed_over(text, ())))
        joined.append(next(known, own or child))
    return joined


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [cell.strip() for cell in cells] + [""] * (width - len(cells))


def _reaching(upper: Sequence[str], lower: Sequence[str], width: int) -> list[str]:
    parents: list[str] = []
    last = ""
    for parent, child in zip(_padded(upper, width), _padded(lower, width), strict=True):
        last = parent or (last if child else "")
        parents.append(last)
    return parents


def map_columns(table: Table, row: int, headings: Sequence[str], ignored: Sequence[str]) -> Mapping:
    """Return what every heading means; what it could not understand is listed, never dropped."""
    found = Mapping(row)
    for place, heading in enumerate(headings):
        code = meaning(table, heading)
        if not heading:
            found.unlabelled.append(place)
        elif fold(heading) == ORIGIN:
            found.origin = place
        elif fold(heading) == STATED_NONE:
            found.stated_none = place
        elif code and not {fold(heading), code} & {fold(name) for name in ignored}:
            _take(found, code, place, heading)
        elif passed_over(heading, ignored):
            found.ignored.append((place, heading))
        else:
            found.unknown.append((place, heading))
    return found


def _take(found: Mapping, code: str, place: int, heading: str) -> None:
    if code in found.columns:
        found.twice.append((code, found.headers[code], heading))
    else:
        found.columns[code] = place
        found.headers[code] = heading
