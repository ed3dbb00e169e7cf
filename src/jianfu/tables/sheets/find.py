"""Which files an input holds: folders are read whole, in sorted order; lock files and hidden files are passed over."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jianfu.tables.faults import InputFault
from jianfu.tables.staging import RECORD

READ = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class Found:
    """A file and the name it goes by in messages: relative to the folder given, with forward slashes."""

    path: Path
    name: str


def find(inputs: Sequence[Path], faults: list[InputFault]) -> tuple[list[Found], list[Found]]:
    """Return the files to read and those of other kinds, each once; an input that is not there becomes a fault."""
    seen: set[Path] = set()
    read: list[Found] = []
    other: list[Found] = []
    for given in inputs:
        if not given.exists():
            faults.append(_missing(given))
        for found in _under(given):
            resolved = found.path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                (read if found.path.suffix.lower() in READ else other).append(found)
    if not read and not faults:
        faults.append(_nothing(inputs))
    return read, other


def _under(given: Path) -> Iterator[Found]:
    if given.is_file():
        yield Found(given, given.name)
    for folder, folders, files in os.walk(given):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if RECORD in files and Path(folder) != given:
            # The result of an earlier run, written among the input, is no part of the submission.
            folders[:], files = [], [RECORD]
        for name in sorted(files):
            path = Path(folder) / name
            if not name.startswith((".", "~$")) and path.is_file():
                yield Found(path, path.relative_to(given).as_posix())


def _missing(given: Path) -> InputFault:
    return InputFault(
        given.name,
        "",
        f"没有找到“{given}”。请检查路径是否写对。",
        f"“{given}” was not found. Please check the path.",
    )


def _nothing(inputs: Sequence[Path]) -> InputFault:
    names = "、".join(str(path) for path in inputs)
    return InputFault(
        "",
        "",
        f"在“{names}”中没有找到可读的文件。请放入 .csv、.xlsx 或 .parquet 文件。",
        f"No file to read in “{names}”. Please put .csv, .xlsx or .parquet files there.",
    )
