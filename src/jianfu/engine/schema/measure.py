"""What a measure is: one named, typed column in the table that rules judge.

Three origins: DECLARED comes from a column of the entry (and, where *observable*, from rows of the measures table);
COMPUTED is derived in bulk by ``detection``; OBSERVED comes only from rows of the measures table.
A measure is null wherever the evidence it rests on is missing, so that a rule resting on it says ``unknown``.
"""

from dataclasses import dataclass
from enum import StrEnum

from jianfu.engine.schema.column import SQL_TYPES, Kind


class Origin(StrEnum):
    """Where a measure comes from."""

    DECLARED = "declared"
    COMPUTED = "computed"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True)
class Measure:
    """One named measure: its words, type, unit and the input columns it rests on.

    *absence* marks a measure whose low (or silent) value only says that nothing was found: from a source of partial
    coverage such a value proves nothing. *observable* marks one that rows of the measures table may give.
    """

    code: str
    zh: str
    en: str
    kind: Kind
    unit: str
    origin: Origin
    rests_on: tuple[str, ...]
    meaning_zh: str = ""
    meaning_en: str = ""
    absence: bool = False
    observable: bool = False

    @property
    def sql_type(self) -> str:
        """Return the DuckDB type of the measure's column in the wide table."""
        return SQL_TYPES[self.kind]

    def named(self, lang: str) -> str:
        """Return the English name for ``en``, the Chinese one otherwise."""
        return self.en if lang == "en" else self.zh
