"""CSV as departments send it: any of three delimiters, ragged rows, quoted line breaks; streamed, never held whole."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.sheets.grid import HEAD_ROWS, padded, schema
from jianfu.tables.sheets.headers import known_headers

_DELIMITERS = (",", "\t", ";")
_HEAD_CHARACTERS = 1 << 18
_BLOCK_BYTES = 1 << 23
LONGEST_CELL = 1 << 23

csv.field_size_limit(LONGEST_CELL)


class UnableToClose(Exception):
    """A quote is opened in row *number* and never closed, so that the rest of the file would be one cell."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"row {number}")


class _LastRow:
    """The last row seen: its number, and whether one of its cells goes over several lines."""

    def __init__(self) -> None:
        self.number = 0
        self.breaks = False

    def seen(self, batch: pa.RecordBatch) -> None:
        numbers = batch.column(0)
        place = int(np.argmax(numbers.to_numpy()))
        if (number := numbers[place].as_py()) > self.number:
            self.number = number
            cells = (column[place].as_py() or "" for column in batch.columns[1:])
            self.breaks = any("\n" in cell or "\r" in cell for cell in cells)


class CsvGrid:
    """One CSV file."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path = path
        self.encoding = encoding
        self._sample = self._read_sample()
        self.delimiter = max(_DELIMITERS, key=lambda delimiter: _likeness(self._parsed(delimiter)))

    def head(self) -> list[list[str]]:
        """Return the first rows."""
        return self._parsed(self.delimiter)

    def _read_sample(self) -> str:
        with self.path.open(encoding=self.encoding, newline="") as file:
            return file.read(_HEAD_CHARACTERS)

    def _parsed(self, delimiter: str) -> list[list[str]]:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(self._sample, newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) == HEAD_ROWS:
                    break
        except csv.Error:
            # A sample may end inside a quoted cell; what is truly wrong shows when the whole file is read.
            return rows
        return rows

    def batches(self, width: int, after_row: int) -> Iterator[pa.RecordBatch]:
        """Give the rows below *after_row*; ragged rows follow the block they stood in, under their own numbers.

        Raises pyarrow.ArrowInvalid where one cell is longer than a block, UnableToClose where a quote stays open.
        """
        stream = _Stream(self, self._usual_width(width, after_row))
        last = _LastRow()
        for batch, numbers in stream:
            for part in (*_widened(batch, numbers, width, after_row), *stream.ragged(width, after_row)):
                last.seen(part)
                yield part
        for part in stream.ragged(width, after_row):
            last.seen(part)
            yield part
        if last.breaks and self._quotes() % 2:
            raise UnableToClose(last.number)

    def _quotes(self) -> int:
        """Return how many quotes the file holds."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            return sum(chunk.count('"') for chunk in iter(lambda: file.read(_HEAD_CHARACTERS), ""))

    def _usual_width(self, width: int, after_row: int) -> int:
        """Return how many cells most rows have: rows of that width are read fast, others one by one."""
        widths = [len(row) for row in self.head()[after_row:] if row]
        return max(set(widths), key=lambda each: (widths.count(each), each)) if widths else width


class _Stream:
    """Batches of rows of one width with their row numbers; rows of other widths are kept aside."""

    def __init__(self, grid: CsvGrid, width: int) -> None:
        self._grid = grid
        self._width = width
        self._aside: list[tuple[int, str]] = []
        self._skipped: list[int] = []
        self._given = 0

    def _set_aside(self, row: arrow_csv.InvalidRow) -> str:
        self._aside.append((row.number, row.text))
        self._skipped.append(row.number)
        return "skip"

    def __iter__(self) -> Iterator[tuple[pa.RecordBatch, "np.ndarray[tuple[int], np.dtype[np.int64]]"]]:
        names = [f"c{place}" for place in range(self._width)]
        reader = arrow_csv.open_csv(
            self._grid.path,
            read_options=arrow_csv.ReadOptions(
                column_names=names,
                encoding=_arrow_name(self._grid.encoding),
                use_threads=False,
                block_size=_BLOCK_BYTES,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._grid.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=self._set_aside,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
        for batch in reader:
            yield batch, self._numbers(batch.num_rows)

    def _numbers(self, rows: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Return the row numbers of the next rows: their place among all rows, those set aside counted in."""
        places = np.arange(self._given + 1, self._given + rows + 1, dtype=np.int64)
        self._given += rows
        before = np.asarray(self._skipped, dtype=np.int64) - np.arange(len(self._skipped), dtype=np.int64)
        return places + np.searchsorted(before, places, side="right")

    def ragged(self, width: int, after_row: int) -> Iterator[pa.RecordBatch]:
        """Give the rows set aside so far, parsed one by one."""
        aside = [(number, text) for number, text in self._aside if number > after_row]
        self._aside.clear()
        if aside:
            rows = [self._cells(text) for _, text in aside]
            yield padded(rows, [number for number, _ in aside], width)

    def _cells(self, text: str) -> list[str]:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=self._grid.delimiter), [])


def _widened(
    batch: pa.RecordBatch, numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]", width: int, after_row: int
) -> Iterator[pa.RecordBatch]:
    first = int(np.searchsorted(numbers, after_row, side="right"))
    rows = batch.num_rows - first
    if rows <= 0:
        return
    cells = [column.slice(first) for column in batch.columns]
    extra = cells[width:]
    missing = [pa.repeat(pa.scalar("", pa.string()), rows)] * (width - len(cells))
    surplus = _joined(extra) if extra else pa.nulls(rows, pa.string())
    arrays = [pa.array(numbers[first:]), surplus, *cells[:width], *missing]
    yield pa.record_batch(arrays, schema(width))


def _joined(columns: list[pa.Array]) -> pa.Array:
    joined = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*columns, " "))
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def _arrow_name(encoding: str) -> str:
    return "utf8" if encoding in ("utf-8", "utf-8-sig") else encoding


def _likeness(rows: list[list[str]]) -> tuple[int, int]:
    """Return how much rows look rightly parted: known headings in the best row, then the widest row."""
    known = {heading for table in TABLES for heading in known_headers(table)}
    best = max((sum(fold(cell) in known for cell in row) for row in rows), default=0)
    return best, max((len(row) for row in rows), default=0)
