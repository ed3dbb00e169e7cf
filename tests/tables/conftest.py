"""A submission written to disk and read, for the tests of the tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from jianfu.tables.options import Limits, ReadOptions
from jianfu.tables.submission import Submission, read

AS_OF = date(2026, 6, 1)
Files = dict[str, str | bytes | dict[str, list[list[object]]]]


@dataclass(frozen=True, slots=True)
class Read:
    """A submission read, with the questions tests ask of it."""

    submission: Submission
    inbox: Path

    def rows(self, code: str) -> list[dict[str, object]]:
        """Return the accepted rows of a table, empty cells left out."""
        rows = pq.read_table(self.submission.clean / f"{code}.parquet").to_pylist()
        return [{name: cell for name, cell in row.items() if cell is not None} for row in rows]

    @property
    def faults(self) -> list[tuple[int, str, str]]:
        """Return row, column code and problem code of every problem."""
        return [(row["row"], row["column_code"], row["code"]) for row in self.submission.problems.to_pylist()]

    @property
    def incomplete(self) -> list[tuple[str, str]]:
        """Return the entries that lost rows, by table."""
        rows = pq.read_table(self.submission.clean / "incomplete.parquet").to_pylist()
        return [(row["table_code"], row["asset_id"]) for row in rows]

    def notes(self, code: str) -> list[str]:
        """Return the English sentences of the notes of that code."""
        return [note.en for note in self.submission.notes if note.code == code]


def write_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(place, column, cell)
    book.close()


@pytest.fixture(scope="session")
def submit(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Read]:
    """Return a function that writes files into a new inbox and reads it: text or bytes for CSV, sheets for XLSX."""

    def _submit(
        files: Files, *, limits: Limits | None = None, ignore: tuple[str, ...] = (), inbox: Path | None = None
    ) -> Read:
        folder = tmp_path_factory.mktemp("reading")
        inbox = inbox or folder / "inbox"
        for name, content in files.items():
            path = inbox / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, dict):
                write_workbook(path, content)
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        options = ReadOptions(AS_OF, frozenset({"NM-01", "G-03"}), ignore, limits or Limits(memory_bytes=512 << 20))
        read_ = read(inputs=[inbox], staging=folder / "staging", options=options, progress=lambda stage, done: None)
        return Read(read_, inbox)

    return _submit
