"""Reading a submission: every file opened, every row judged, what is good written down, what is not explained."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.tables import clean, notes, origin, problems
from jianfu.tables.faults import UnableToRead
from jianfu.tables.options import Limits, ReadOptions
from jianfu.tables.received import FileRead, Ignored, Note, Part, TableCount
from jianfu.tables.rows import crossing, cycles, details, diagnose, observed, sponsors
from jianfu.tables.rows.typed import Special, type_rows
from jianfu.tables.sheets.receive import Received, receive
from jianfu.tables.store import Store, opened

Progress = Callable[[str, float], None]
"""Told the stage (read, type, check, write) and how much of the whole reading is done, from 0 to 1."""

__all__ = ["Limits", "Progress", "ReadOptions", "Submission", "UnableToRead", "read"]


@dataclass(frozen=True, slots=True)
class Submission:
    """What came of reading.

    *clean* holds the nine Parquets and ``incomplete.parquet``. *problem_path* is a Parquet of all problems (file,
    sheet, row, table_code, column_code, column, value, code, and problem, expected, mend in zh and en).
    *rejected_folder* holds the original cells of the rejected rows, by table.
    """

    counts: dict[str, TableCount]
    files: tuple[FileRead, ...]
    ignored: tuple[Ignored, ...]
    notes: tuple[Note, ...]
    clean: Path
    problem_path: Path
    problem_count: int
    rejected_folder: Path

    @property
    def problems(self) -> pa.Table:
        """Return every problem, in the order of the files."""
        return pq.read_table(self.problem_path)

    @property
    def rejected(self) -> int:
        """Return how many rows were rejected in all."""
        return sum(count.rejected for count in self.counts.values())

    @property
    def received(self) -> int:
        """Return how many rows were received in all."""
        return sum(count.received for count in self.counts.values())


def read(*, inputs: Sequence[Path], staging: Path, options: ReadOptions, progress: Progress) -> Submission:
    """Read files and folders into clean tables under *staging*, reporting each fault of each row.

    Rows at fault are left out and counted; missing optional cells are no fault. Raises UnableToRead, with every reason
    found, where the input as a whole cannot be read; nothing of it is then kept.
    """
    with opened(staging, options.limits) as store:
        received = receive(store, inputs, options, lambda done: progress("read", 0.5 * done))
        return judged(store, received, staging, options, progress)


def judged(store: Store, received: Received, staging: Path, options: ReadOptions, progress: Progress) -> Submission:
    """Judge every row that lies in the store and write what came of it under *staging*; the store stays open."""
    problems.know_parts(store, received.parts)
    replaced = origin.replace(store, received.parts)
    _judge(store, options, progress)
    progress("write", 0.85)
    clean.write(store, staging / "clean")
    count = problems.word(store, staging / "problems.parquet")
    origin.keep_rejected(store, staging / "rejected")
    submission = Submission(
        counts=_counts(store),
        files=_files(store, received.parts),
        ignored=tuple(received.ignored),
        notes=(*received.notes, *notes.notes(store, received.parts, replaced)),
        clean=staging / "clean",
        problem_path=staging / "problems.parquet",
        problem_count=count,
        rejected_folder=staging / "rejected",
    )
    progress("write", 1.0)
    return submission


def _judge(store: Store, options: ReadOptions, progress: Progress) -> None:
    progress("type", 0.5)
    specials = {
        "measures": observed.measures(store, options.as_of),
        "exemptions": observed.exemptions(store, options.rule_ids),
    }
    diagnose.create(store)
    for done, table in enumerate(TABLES):
        type_rows(store, table, options.as_of, specials.get(table.code, Special()))
        progress("type", 0.5 + 0.25 * (done + 1) / len(TABLES))
    for table in TABLES:
        diagnose.cells(store, table, options.as_of)
    crossing.gaps(store)
    crossing.order_of_dates(store)
    crossing.duplicates(store)
    crossing.references(store)
    cycles.cycles(store)
    sponsors.sponsors(store)
    details.details(store, options.as_of, options.rule_ids)


def _counts(store: Store) -> dict[str, TableCount]:
    counts: dict[str, TableCount] = {}
    for code, table in BY_CODE.items():
        received = store.number(f"SELECT count(*) FROM typed_{code}")
        rejected = clean.rejected(store, table)
        counts[code] = TableCount(received, received - rejected, rejected)
    return counts


def _files(store: Store, parts: list[Part]) -> tuple[FileRead, ...]:
    selects = " UNION ALL ".join(f"SELECT _id FROM typed_{table.code}" for table in TABLES)
    counted = store.rows(f"SELECT part_of(_id), count(*) FROM ({selects}) GROUP BY 1")
    rows = {str(part): int(str(count)) for part, count in counted}
    return tuple(
        FileRead(part.file, part.sheet, part.table.code, rows.get(str(part.number), 0), part.encoding) for part in parts
    )
