"""Proof of life: whoever runs a job holds a lock on a file, which the system takes back when the process dies.

On one machine this is exact. Where several machines share a PostgreSQL, the heartbeat in the database decides.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold the lock of that name inside the block; gives False where another process holds it."""
    path = _folder() / name
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        taken = _take(handle)
        yield taken
        if taken:
            path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def is_held(name: str) -> bool:
    """Tell whether a living process holds the lock of that name."""
    try:
        handle = os.open(_folder() / name, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _take(handle)
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _folder() -> Path:
    folder = Path(settings.DATA) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
