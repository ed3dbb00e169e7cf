"""What was received: the parts (one table in one sheet or file), what was ignored, what is worth saying."""

from dataclasses import dataclass
from enum import StrEnum

from jianfu.engine.schema.column import Table


class IgnoredKind(StrEnum):
    """What kind of thing was left unread."""

    COLUMN = "column"
    SHEET = "sheet"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A column, sheet or file that was not read, and why."""

    kind: IgnoredKind
    file: str
    sheet: str
    name: str
    why_zh: str
    why_en: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about the reading that the reader of the report should know."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """One part read: rows received in it (skipped ones not counted) and how its text was encoded."""

    file: str
    sheet: str
    table: str
    rows: int
    encoding: str


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: received = accepted + rejected."""

    received: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Part:
    """One table in one sheet or file; *headers* are the sender's own, by column code."""

    number: int
    file: str
    sheet: str
    table: Table
    headers: dict[str, str]
    header_row: int
    encoding: str
