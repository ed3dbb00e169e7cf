"""Restore a backup into a migrated database, and check that what stands there is what was kept."""

import json
import shutil
import tarfile
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from jianfu.tables.audit_chain import check
from jianfu.web.base.backup import archive, tables
from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.queries.audit import export
from jianfu.web.base.unable import Unable

_TRIGGERS = "jianfu.web.base.migrations.0002_audit_append_only"


class UnableToRestore(Unable):
    """The file is no whole backup, was made by another version, or the target holds data."""


def restore(file: Path, *, replace: bool) -> dict[str, Any]:
    """Put a backup in the place of an empty installation, or with ``replace`` of what is there; return its manifest.

    Everything is checked before anything is touched; the database is filled in one transaction that stands only if
    the audit chain then holds. Raises UnableToRestore.
    """
    with tempfile.TemporaryDirectory(dir=_data()) as name:
        folder = Path(name)
        manifest = _unpacked(file, folder)
        call_command("migrate", verbosity=0)
        _refuse_other_version(manifest)
        if not replace and (User.objects.exists() or AuditEntry.objects.exists()):
            raise UnableToRestore(
                zh="数据库里已有数据，没有恢复。确要用备份覆盖，请加 --replace（此前的数据将不复存在）。",
                en="The database holds data already; nothing was restored. To overwrite it, add --replace "
                "(what is there now will be gone).",
            )
        _fill(folder, manifest)
        _put_files(folder)
    return manifest


def _data() -> Path:
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    return data


def _unpacked(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup and return its manifest, every checksum of which holds."""
    try:
        with tarfile.open(file) as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / archive.MANIFEST).read_text("utf-8"))
        sums = [(folder / "tables" / name, said) for name, said in manifest["tables"].items()]
        sums += [(folder / "files" / name, said) for name, said in manifest["files"].items()]
        broken = [path.name for path, said in sums if not path.is_file() or archive.checksum(path) != said]
    except (tarfile.TarError, OSError, ValueError, KeyError):
        broken = [file.name]
        manifest = {}
    if broken or manifest.get("format") != archive.FORMAT:
        raise UnableToRestore(
            zh=f"备份文件不完整或被改动（{'、'.join(broken[:3]) or '格式不符'}），没有恢复任何数据。请换一份备份。",
            en=f"The backup is not whole or was changed ({', '.join(broken[:3]) or 'another format'}); "
            "nothing was restored. Take another backup.",
        )
    return manifest


def _refuse_other_version(manifest: dict[str, Any]) -> None:
    applied = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    if applied != set(manifest["migrations"]):
        raise UnableToRestore(
            zh=f"备份由 {manifest['version']} 版写出，数据库结构与现在的程序不同。请装那一版恢复，再升级。",
            en=f"The backup was made by version {manifest['version']}, whose database is another than this program's. "
            "Restore it with that version, then upgrade.",
        )


def _fill(folder: Path, manifest: dict[str, Any]) -> None:
    triggers = import_module(_TRIGGERS)
    with connection.constraint_checks_disabled(), transaction.atomic():
        triggers.allow(connection)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        tables.empty()
        for model in tables.kept():
            name = model._meta.label_lower
            with (folder / "tables" / name).open("rb") as lines:
                _counted(name, tables.fill(model, lines), manifest["rows"][name])
        tables.reset_sequences()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        triggers.forbid(connection)
        _counted("audit", check(export()).entries, manifest["audit"]["seq"])
    connection.check_constraints()


def _counted(name: str, found: int, expected: int) -> None:
    if found != expected:
        raise UnableToRestore(
            zh=f"{name} 应有 {expected} 行，实有 {found} 行，没有恢复任何数据。",
            en=f"{name} should have {expected} rows and has {found}; nothing was restored.",
        )


def _put_files(folder: Path) -> None:
    """Put the folder of files in place; the one that was there goes only after."""
    target, old = archive.files_folder(), _data() / "files.before-restore"
    (folder / "files").mkdir(exist_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.replace(old)
    (folder / "files").replace(target)
    shutil.rmtree(old, ignore_errors=True)
