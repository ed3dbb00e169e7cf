"""What an XLSX file's parts tell before it is opened.

That it is no zip bomb, how far each sheet reaches, and which formulas failed (their error values are lost later on).
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jianfu.tables.options import Limits

_CHUNK_BYTES = 1 << 20
_OVERLAP_BYTES = 1 << 12
_SMALL_BYTES = 64 << 20
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_COLUMN = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})\d')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>.{0,2000}?<(?:\w+:)?v>([^<]{1,20})<', re.S
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\br:id=[\"']([^\"']+)[\"']")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=[\"']([^\"']+)[\"']")


@dataclass(slots=True)
class SheetFacts:
    """How far a sheet reaches, and its error values: by row number, column (0 = the first) and text."""

    rows: int = 0
    columns: int = 0
    errors: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """Return how many cells the reader would have to lay out."""
        return self.rows * self.columns


class UnableToUnpack(Exception):
    """The file would unpack to more than the limits allow. *found* and *allowed* say how much."""

    def __init__(self, what: str, found: int, allowed: int) -> None:
        self.what, self.found, self.allowed = what, found, allowed
        super().__init__(what)


def guard(path: Path, limits: Limits) -> None:
    """Raise UnableToUnpack where the file unpacks to more than allowed, BadZipFile where it is no zip."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        packed = max(1, sum(part.compress_size for part in archive.infolist()))
    if unpacked > limits.xlsx_bytes:
        raise UnableToUnpack("bytes", unpacked, limits.xlsx_bytes)
    if unpacked > _SMALL_BYTES and unpacked / packed > limits.xlsx_ratio:
        raise UnableToUnpack("ratio", unpacked // packed, limits.xlsx_ratio)


def facts(path: Path) -> list[SheetFacts]:
    """Return the facts of every sheet, in the workbook's order; raises KeyError where a part is missing."""
    with zipfile.ZipFile(path) as archive:
        return [_sheet_facts(archive, part) for part in _sheet_parts(archive)]


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    book = next((name for name in archive.namelist() if name.lower() == "xl/workbook.xml"), "xl/workbook.xml")
    targets: dict[bytes, str] = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        attributes = dict(_ATTRIBUTE.findall(relation))
        target = attributes.get(b"Target", b"").decode()
        targets[attributes.get(b"Id", b"")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return [targets.get(relation, "") for relation in _SHEET.findall(archive.read(book))]


def _sheet_facts(archive: zipfile.ZipFile, part: str) -> SheetFacts:
    found = SheetFacts()
    if part not in archive.namelist():
        return found
    columns: set[bytes] = set()
    for chunk in _chunks(archive, part):
        found.rows = max(found.rows, max(map(int, _ROW.findall(chunk)), default=0))
        columns.update(_COLUMN.findall(chunk))
        if b't="e"' in chunk:
            _note_errors(found, chunk)
    found.columns = max((_place(column) + 1 for column in columns), default=0)
    return found


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Give the part piece by piece, each beginning with the end of the one before."""
    tail = b""
    with archive.open(part) as stream:
        while read := stream.read(_CHUNK_BYTES):
            yield tail + read
            tail = (tail + read)[-_OVERLAP_BYTES:]


def _note_errors(found: SheetFacts, chunk: bytes) -> None:
    for column, row, text in _ERROR.findall(chunk):
        cell = (_place(column), text.decode(errors="replace"))
        row_errors = found.errors.setdefault(int(row), [])
        if cell not in row_errors:
            row_errors.append(cell)


def _place(column: bytes) -> int:
    place = 0
    for letter in column.decode():
        place = place * 26 + ord(letter) - 64
    return place - 1
