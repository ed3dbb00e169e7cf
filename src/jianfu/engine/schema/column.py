"""What a column and a table are."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell may hold, and how the engine stores it."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    IDS = "ids"
    DATE = "date"
    MOMENT = "moment"
    COUNT = "count"
    AMOUNT = "amount"
    RATIO = "ratio"
    FLAG = "flag"


SQL_TYPES = {
    Kind.ID: "VARCHAR",
    Kind.TEXT: "VARCHAR",
    Kind.CODE: "VARCHAR",
    Kind.CODES: "VARCHAR",
    Kind.IDS: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.MOMENT: "TIMESTAMP",
    Kind.COUNT: "BIGINT",
    Kind.AMOUNT: "DOUBLE",
    Kind.RATIO: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}
"""DuckDB type of a stored cell. CODES and IDS are joined by ``;`` in the order given."""


@dataclass(frozen=True, slots=True)
class Word:
    """One value of a closed set: the code stored, the Chinese word shown, other spellings understood."""

    code: str
    zh: str
    en: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code and Chinese header, what it holds, and which other headers mean it."""

    code: str
    zh: str
    kind: Kind
    meaning_zh: str
    meaning_en: str
    required: bool = False
    variants: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    may_be_future: bool = False
    refers_to: str = ""

    @property
    def sql_type(self) -> str:
        """Return the DuckDB type the column is stored as."""
        return SQL_TYPES[self.kind]


@dataclass(frozen=True, slots=True)
class Table:
    """One input table: its code and Chinese name, its columns, and the column that must be unique (if any)."""

    code: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: str = ""

    def column(self, code: str) -> Column:
        """Return the column of that code; raises KeyError for a code the table has not."""
        return {column.code: column for column in self.columns}[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the column codes in order."""
        return tuple(column.code for column in self.columns)
