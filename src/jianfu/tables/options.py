"""What a reading is asked to do, and how much it may take."""

from dataclasses import dataclass, field
from datetime import date

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a submission may hold; beyond it the input is refused before it fills disk or memory.

    *xlsx_ratio* is decompressed to compressed size and counts only above 64 MiB: small honest sheets compress well.
    """

    file_bytes: int = 16 * _GIB
    rows: int = 200_000_000
    cells: int = 4_000_000_000
    xlsx_cells: int = 60_000_000
    decompressed_bytes: int = 64 * _GIB
    xlsx_bytes: int = 4 * _GIB
    xlsx_ratio: int = 250
    memory_bytes: int = _GIB
    threads: int = 0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: the day judged, the rules known (for exemptions), columns that may be left out, the limits."""

    as_of: date
    rule_ids: frozenset[str] = frozenset()
    ignore_columns: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
