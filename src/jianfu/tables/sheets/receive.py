"""Receiving the input: every file opened and understood, its rows brought into the store.

All that is wrong with the input as a whole is gathered before anything is refused.
"""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from jianfu.engine.schema.column import Table
from jianfu.tables.faults import InputFault, UnableToRead
from jianfu.tables.options import ReadOptions
from jianfu.tables.received import Ignored, IgnoredKind, Note, Part
from jianfu.tables.sheets import complaints, parquet_file, xlsx_file, xlsx_parts
from jianfu.tables.sheets.csv_file import CsvGrid, UnableToClose
from jianfu.tables.sheets.encoding import detect
from jianfu.tables.sheets.find import Found, find
from jianfu.tables.sheets.grid import Grid
from jianfu.tables.sheets.headers import Mapping, find_header, map_columns
from jianfu.tables.sheets.identify import explains, nearest_table, table_of
from jianfu.tables.sheets.load import Tally, load
from jianfu.tables.store import Store


@dataclass(slots=True)
class Received:
    """What was received and what was passed over."""

    parts: list[Part] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def receive(store: Store, inputs: Sequence[Path], options: ReadOptions, progress: Callable[[float], None]) -> Received:
    """Bring the rows of every file into the store; raises UnableToRead with all faults of the input as a whole."""
    receiver = _Receiver(store, options)
    found, other = find(inputs, receiver.faults)
    for file in other:
        receiver.ignore(IgnoredKind.FILE, file.name, "", file.path.name, complaints.OTHER_KIND)
    for place, file in enumerate(found):
        receiver.file(file)
        progress((place + 1) / len(found))
    receiver.finish()
    return receiver.received


class _Receiver:
    def __init__(self, store: Store, options: ReadOptions) -> None:
        self.store = store
        self.options = options
        self.faults: list[InputFault] = []
        self.received = Received()
        self._unlabelled: set[int] = set()
        self._tally = Tally(options.limits)

    def ignore(self, kind: IgnoredKind, file: str, sheet: str, name: str, why: tuple[str, str]) -> None:
        """Note something passed over."""
        self.received.ignored.append(Ignored(kind, file, sheet, name, *why))

    def fault(self, file: str, sheet: str, sentence: tuple[str, str]) -> None:
        """Note a fault of the whole input."""
        self.faults.append(InputFault(file, sheet, *sentence))

    def finish(self) -> None:
        """Raise what was found wrong with the input as a whole."""
        if not self.faults:
            self._strays()
        if not self.faults and not any(part.table.code == "assets" for part in self.received.parts):
            self.fault("", "", complaints.NO_ASSETS)
        if self.faults:
            raise UnableToRead(self.faults)

    def _strays(self) -> None:
        """Cells under no heading: nobody can tell what they mean, so they are never dropped silently."""
        for part in self.received.parts:
            if part.number in self._unlabelled:
                raw = self.store.raw_table(part.table)
                rows = self.store.rows(
                    f"SELECT min(_id) & 1099511627775, arg_min(_stray, _id) FROM {raw} "
                    f"WHERE _skip = 0 AND _stray IS NOT NULL AND _id >> 40 = {part.number}"
                )
                if rows[0][0] is not None:
                    self.fault(part.file, part.sheet, complaints.unlabelled(int(str(rows[0][0])), str(rows[0][1])))

    def file(self, file: Found) -> None:
        """Receive one file, whatever its kind."""
        if file.path.stat().st_size > self.options.limits.file_bytes:
            self.fault(file.name, "", complaints.too_large(file.path.stat().st_size, self.options.limits.file_bytes))
            return
        if file.path.stat().st_size == 0:
            self.ignore(IgnoredKind.FILE, file.name, "", file.path.name, complaints.EMPTY)
            return
        match file.path.suffix.lower():
            case ".csv":
                self._csv(file)
            case ".xlsx":
                self._xlsx(file)
            case _:
                self._parquet(file)

    def _csv(self, file: Found) -> None:
        if explains(file.path.stem):
            self.ignore(IgnoredKind.FILE, file.name, "", file.path.name, complaints.EXPLAINS)
            return
        encoding = detect(file.path)
        if not encoding:
            self.fault(file.name, "", complaints.ENCODING)
            return
        self._grid(file, "", CsvGrid(file.path, encoding))

    def _xlsx(self, file: Found) -> None:
        try:
            xlsx_parts.guard(file.path, self.options.limits)
            facts = xlsx_parts.facts(file.path)
            with xlsx_file.opened(file.path) as workbook:
                self._sheets(file, workbook, facts)
        except xlsx_parts.UnableToUnpack as unsafe:
            self.fault(file.name, "", complaints.unsafe(unsafe))
        except PasswordError:
            self.fault(file.name, "", complaints.PASSWORD)
        except (CalamineError, zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as broken:
            self.fault(file.name, "", complaints.broken_xlsx(str(broken)))

    def _sheets(self, file: Found, workbook: CalamineWorkbook, facts: list[xlsx_parts.SheetFacts]) -> None:
        for sheet in xlsx_file.sheet_names(workbook):
            fact = facts[sheet.index] if sheet.index < len(facts) else xlsx_parts.SheetFacts()
            if sheet.hidden or explains(sheet.name):
                why = complaints.HIDDEN if sheet.hidden else complaints.EXPLAINS
                self.ignore(IgnoredKind.SHEET, file.name, sheet.name, sheet.name, why)
            elif fact.cells > self.options.limits.xlsx_cells:
                self.fault(file.name, sheet.name, complaints.far_cell(fact, self.options.limits.xlsx_cells))
            else:
                grid = xlsx_file.XlsxGrid(workbook.get_sheet_by_index(sheet.index), fact)
                self._grid(file, sheet.name, grid)

    def _grid(self, file: Found, sheet: str, grid: Grid) -> None:
        head = grid.head()
        if not any(cell.strip() for row in head for cell in row):
            kind = IgnoredKind.SHEET if sheet else IgnoredKind.FILE
            self.ignore(kind, file.name, sheet, sheet or file.path.name, complaints.EMPTY)
            return
        table = table_of(sheet, file.path.stem)
        if table is None:
            near = nearest_table(sheet or file.path.stem, head)
            self.fault(file.name, sheet, complaints.unknown_table(sheet or file.path.stem, near))
            return
        header = find_header(table, head)
        if header is None:
            self.fault(file.name, sheet, complaints.no_header(table))
            return
        row, headings = header
        mapping = map_columns(table, row, headings, self.options.ignore_columns)
        if self._understood(file.name, sheet, table, mapping) and not self.faults:
            part = self._part(file.name, sheet, table, mapping, grid.encoding)
            self._load(grid, part, mapping, len(headings))

    def _load(self, grid: Grid, part: Part, mapping: Mapping, width: int) -> None:
        if mapping.unlabelled:
            self._unlabelled.add(part.number)
        try:
            load(self.store, grid, part, mapping, width, self._tally)
        except UnableToRead as refused:
            self.faults.extend(refused.faults)
        except UnableToClose as opened:
            self.fault(part.file, part.sheet, complaints.open_quote(opened.number))
        except pa.ArrowInvalid as broken:
            self.fault(part.file, part.sheet, complaints.broken_csv(str(broken)))

    def _parquet(self, file: Found) -> None:
        table = table_of("", file.path.stem)
        try:
            columns = parquet_file.columns(file.path)
            rows, width, unpacked = parquet_file.size(file.path)
            types = parquet_file.types(self.store, file.path)
        except (pa.ArrowInvalid, OSError) as broken:
            self.fault(file.name, "", complaints.broken_parquet(str(broken)))
            return
        if table is None:
            self.fault(
                file.name, "", complaints.unknown_table(file.path.stem, nearest_table(file.path.stem, [columns]))
            )
            return
        if unpacked > self.options.limits.decompressed_bytes:
            self.fault(file.name, "", complaints.too_large(unpacked, self.options.limits.decompressed_bytes))
            return
        mapping = map_columns(table, 0, columns, self.options.ignore_columns)
        for header, sql_type in parquet_file.unreadable(types, mapping):
            self.fault(file.name, "", complaints.column_type(header, sql_type))
        if self._understood(file.name, "", table, mapping) and not self.faults:
            self._tally_or_fault(rows, rows * width)
            part = self._part(file.name, "", table, mapping, "parquet")
            parquet_file.attach(self.store, file.path, part, mapping, types)

    def _tally_or_fault(self, rows: int, cells: int) -> None:
        try:
            self._tally(rows, cells)
        except UnableToRead as refused:
            self.faults.extend(refused.faults)

    def _understood(self, file: str, sheet: str, table: Table, mapping: Mapping) -> bool:
        """Note the columns ignored and every fault of the header; tell whether there was none."""
        for _, heading in mapping.ignored:
            self.ignore(IgnoredKind.COLUMN, file, sheet, heading, complaints.HOUSEKEEPING)
        wrong = complaints.about_columns(table, mapping)
        for sentence in wrong:
            self.fault(file, sheet, sentence)
        return not wrong

    def _part(self, file: str, sheet: str, table: Table, mapping: Mapping, encoding: str) -> Part:
        number = len(self.received.parts) + 1
        part = Part(number, file, sheet, table, mapping.headers, mapping.header_row, encoding)
        self.received.parts.append(part)
        return part
