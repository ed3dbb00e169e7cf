"""A result folder that appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECORD = "run.json"
"""The file by which an earlier result is known for what it is."""


class UnableToWriteResult(Exception):
    """The folder asked for cannot take the result."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@contextmanager
def replacing(out: Path, *, record: str = RECORD) -> Iterator[Path]:
    """Give a folder to work in beside *out*; when the work is done it takes the place of *out* in one step.

    *record* names the file by which an earlier result is known and may be replaced.

    Whatever ends the work early (a fault, Ctrl-C) leaves *out* as it was and nothing beside it. Raises
    UnableToWriteResult where *out* is a file, or holds things that are no earlier result.
    """
    _require_free(out, record)
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    staging.chmod(0o755)
    try:
        yield staging
        _take_place(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _require_free(out: Path, record: str) -> None:
    if out.exists() and not out.is_dir():
        raise UnableToWriteResult(
            zh=f"--out 应为文件夹，而 {out} 是文件。请另选一个位置。",
            en=f"--out must be a folder, but {out} is a file. Choose another place.",
        )
    if out.is_dir() and any(out.iterdir()) and not (out / record).is_file():
        raise UnableToWriteResult(
            zh=f"文件夹 {out} 不是空的，也不是以前的运行结果，不会覆盖。请选一个空文件夹或新名称。",
            en=f"The folder {out} is not empty and holds no earlier result; it is not overwritten. "
            "Choose an empty folder or a new name.",
        )


def _take_place(staging: Path, out: Path) -> None:
    """Put the finished folder in place; the earlier result, if any, goes only after the new one stands."""
    if not out.exists():
        staging.rename(out)
        return
    earlier = out.with_name(f".{out.name}.earlier")
    shutil.rmtree(earlier, ignore_errors=True)
    out.rename(earlier)
    try:
        staging.rename(out)
    except OSError:
        earlier.rename(out)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
