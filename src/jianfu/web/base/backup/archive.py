"""Write a backup: one tar with a manifest, every table as JSON lines, and the folder of files.

All tables are read in one transaction that sees one moment; writers are not held up.
"""

import hashlib
import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

import jianfu
from jianfu.web.base.backup import tables
from jianfu.web.base.models import AuditHead

FORMAT = "jianfu-backup-1"
MANIFEST = "manifest.json"
BLOCK = 1 << 20


def write(file: Path, *, at: datetime) -> dict[str, Any]:
    """Write a backup to that file, whole or not at all, and return its manifest."""
    part = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder, tarfile.open(part, "w") as tar:
            manifest = _collected(Path(folder), at=at)
            (Path(folder) / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
            tar.add(Path(folder) / MANIFEST, MANIFEST)
            for name in manifest["rows"]:
                tar.add(Path(folder) / name, f"tables/{name}")
            for name in manifest["files"]:
                tar.add(files_folder() / name, f"files/{name}")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _collected(folder: Path, *, at: datetime) -> dict[str, Any]:
    """Write every table to a file of its own in the folder and return the manifest over them and the files."""
    rows, sums = {}, {}
    with one_moment():
        head = AuditHead.objects.filter(pk=1).first() or AuditHead()
        migrations = [f"{app}.{name}" for app, name in sorted(MigrationRecorder(connection).applied_migrations())]
        for model in tables.kept():
            name = model._meta.label_lower
            with (folder / name).open("wb") as opened:
                rows[name] = sum(1 for line in tables.lines_of(model) if opened.write(line))
            sums[name] = checksum(folder / name)
    files = {path.relative_to(files_folder()).as_posix(): checksum(path) for path in _files()}
    return {
        "format": FORMAT, "version": jianfu.__version__, "at": at.isoformat(), "migrations": migrations,
        "audit": {"seq": head.seq, "hash": head.hash}, "rows": rows, "tables": sums, "files": files,
    }  # fmt: skip


@contextmanager
def one_moment() -> Iterator[None]:
    """Read inside the block as of one moment, without holding writers up."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def files_folder() -> Path:
    """Return the folder of uploaded and made files."""
    return Path(settings.DATA) / "files"


def _files() -> list[Path]:
    return sorted(path for path in files_folder().rglob("*") if path.is_file())


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
