"""What uploaded files hold, before a row is read: their sheets, headings, what each heading means, and examples."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError
from rapidfuzz import fuzz, process

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.faults import InputFault, UnableToRead
from jianfu.tables.options import Limits
from jianfu.tables.sheets import complaints, xlsx_file, xlsx_parts
from jianfu.tables.sheets.csv_file import CsvGrid
from jianfu.tables.sheets.encoding import detect
from jianfu.tables.sheets.grid import Grid
from jianfu.tables.sheets.headers import find_header, map_columns
from jianfu.tables.sheets.identify import explains, nearest_table, table_of

EXAMPLES = 3
ORIGIN, STATED_NONE, IGNORED, UNKNOWN = "*origin", "*stated_none", "*ignored", ""
"""What a heading may mean beside a column's code."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as sent: its place (0 = the first), heading, what it means, the nearest known column, examples."""

    place: int
    text: str
    meaning: str
    nearest: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet or CSV file with rows: which table it seems to be (``certain`` where its name says so), its headings."""

    file: str
    sheet: str
    table: str
    certain: bool
    header_row: int
    headings: tuple[Heading, ...]
    encoding: str


def survey(
    paths: Sequence[Path],
    limits: Limits,
    *,
    tables: Mapping[tuple[str, str], str] | None = None,
    remembered: Mapping[tuple[str, str], str] | None = None,
) -> list[Sheet]:
    """Return every sheet that holds something.

    *tables* says which table a (file, sheet) is where a person said so; *remembered* what a (table, folded heading)
    was taken for last time. Raises UnableToRead with all that is wrong with the files as a whole.
    """
    faults: list[InputFault] = []
    found: list[Sheet] = []

    def look(path: Path, name: str, grid: Grid) -> None:
        head = grid.head()
        if any(cell.strip() for row in head for cell in row):
            said = (tables or {}).get((path.name, name), "")
            found.append(_sheet(path, name, grid, head, said, remembered or {}))

    for path in paths:
        visit(path, limits, faults, partial(look, path))
    if not found and not faults:
        faults.append(InputFault("", "", *complaints.EMPTY))
    if faults:
        raise UnableToRead(faults)
    return found


def visit(path: Path, limits: Limits, faults: list[InputFault], each: Callable[[str, Grid], None]) -> None:
    """Show *each* the sheets of a file that carry rows, by name (empty for CSV); what stops it is added to *faults*."""
    if path.stat().st_size > limits.file_bytes:
        faults.append(InputFault(path.name, "", *complaints.too_large(path.stat().st_size, limits.file_bytes)))
    elif path.suffix.lower() == ".xlsx":
        _xlsx(path, limits, faults, each)
    elif path.suffix.lower() == ".csv":
        encoding = detect(path)
        if encoding:
            each("", CsvGrid(path, encoding))
        else:
            faults.append(InputFault(path.name, "", *complaints.ENCODING))
    else:
        faults.append(InputFault(path.name, "", *complaints.OTHER_KIND))


def _xlsx(path: Path, limits: Limits, faults: list[InputFault], each: Callable[[str, Grid], None]) -> None:
    try:
        xlsx_parts.guard(path, limits)
        facts = xlsx_parts.facts(path)
        with xlsx_file.opened(path) as workbook:
            _sheets(path, workbook, facts, limits, faults, each)
    except xlsx_parts.UnableToUnpack as unsafe:
        faults.append(InputFault(path.name, "", *complaints.unsafe(unsafe)))
    except PasswordError:
        faults.append(InputFault(path.name, "", *complaints.PASSWORD))
    except (CalamineError, zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as broken:
        faults.append(InputFault(path.name, "", *complaints.broken_xlsx(str(broken))))


def _sheets(
    path: Path,
    workbook: CalamineWorkbook,
    facts: list[xlsx_parts.SheetFacts],
    limits: Limits,
    faults: list[InputFault],
    each: Callable[[str, Grid], None],
) -> None:
    for sheet in xlsx_file.sheet_names(workbook):
        fact = facts[sheet.index] if sheet.index < len(facts) else xlsx_parts.SheetFacts()
        if sheet.hidden or explains(sheet.name):
            continue
        if fact.cells > limits.xlsx_cells:
            faults.append(InputFault(path.name, sheet.name, *complaints.far_cell(fact, limits.xlsx_cells)))
        else:
            each(sheet.name, xlsx_file.XlsxGrid(workbook.get_sheet_by_index(sheet.index), fact))


def _sheet(
    path: Path, name: str, grid: Grid, head: list[list[str]], said: str, remembered: Mapping[tuple[str, str], str]
) -> Sheet:
    known = BY_CODE.get(said) or table_of(name, path.stem)
    table = known or nearest_table(name or path.stem, head)
    row, headings = find_header(table, head) or _first_filled(head)
    meanings = _meanings(table, row, headings, remembered)
    below = head[row:]
    listed = tuple(
        Heading(place, text, meanings[place], _nearest(table, text), _examples(below, place))
        for place, text in enumerate(headings)
        if text or _examples(below, place)
    )
    return Sheet(path.name, name, table.code, known is not None, row, listed, grid.encoding)


def _first_filled(head: list[list[str]]) -> tuple[int, list[str]]:
    place = next(place for place, row in enumerate(head, start=1) if any(cell.strip() for cell in row))
    return place, [cell.strip() for cell in head[place - 1]]


def _meanings(table: Table, row: int, headings: list[str], remembered: Mapping[tuple[str, str], str]) -> dict[int, str]:
    mapping = map_columns(table, row, headings, ())
    found = dict.fromkeys(range(len(headings)), UNKNOWN)
    found |= {place: IGNORED for place, _ in mapping.ignored}
    found |= {place: code for code, place in mapping.columns.items()}
    if mapping.origin is not None:
        found[mapping.origin] = ORIGIN
    if mapping.stated_none is not None:
        found[mapping.stated_none] = STATED_NONE
    for place, text in enumerate(headings):
        if text and (said := remembered.get((table.code, fold(text)))):
            found[place] = said
    return found


def _examples(rows: list[list[str]], place: int) -> tuple[str, ...]:
    cells = (row[place].strip() for row in rows if place < len(row))
    return tuple(list(dict.fromkeys(cell[:60] for cell in cells if cell))[:EXAMPLES])


def _nearest(table: Table, text: str) -> str:
    """Return the code of the column whose heading is most like the text, empty text where none is like it."""
    names = {fold(name): column.code for column in table.columns for name in (column.zh, *column.variants)}
    match = process.extractOne(fold(text), list(names), scorer=fuzz.ratio, score_cutoff=40) if text else None
    return names[match[0]] if match else ""
