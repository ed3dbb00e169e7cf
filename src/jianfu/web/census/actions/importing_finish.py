"""The end of an import: into the register, or into the declaration of a unit, whose sign-off then applies it."""

import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Silent, Steps
from jianfu.web.base.models import Job
from jianfu.web.base.unable import UnableToSave
from jianfu.web.census.actions import importing_commit
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.actions.importing import AT_ONCE, UnableToImport, must_be_idle, must_be_open, start_job
from jianfu.web.census.actions.importing_compare import compare, given_columns, writable
from jianfu.web.census.models import Declaration, ImportBatch
from jianfu.web.census.queries.columns import CODES

LISTED = 10
SILENT = Silent()


def commit(
    *,
    batch: ImportBatch,
    version: int,
    reason: str,
    good_only: bool,
    by: Actor,
    at: datetime,
    request_id: str = "",
    progress: Steps = SILENT,
) -> dict[str, int]:
    """Bring the batch into the register in one transaction, or into its declaration.

    Raises UnableToImport without a reason, with rows at fault or in conflict unless *good_only*, where nothing may be
    written, and where entries changed since the preview: then the preview is fresh and has to be looked at again.
    """
    with transaction.atomic():
        batch = (
            ImportBatch.objects.select_for_update(of=("self",)).select_related("unit", "declaration").get(pk=batch.pk)
        )
        _must_be_ready(batch, version, reason, good_only)
        batch.reason, batch.good_only = reason, good_only
        seen = _set_aside(batch)
        fresh = compare(batch, by=by)
        moved = _moved(batch, seen, fresh)
        if not moved:
            return _finish(batch, by=by, at=at, request_id=request_id, progress=progress)
    _show_anew(batch, fresh)
    listed, more = "、".join(moved[:LISTED]), len(moved) > LISTED
    raise UnableToImport(
        zh=f"预览之后，登记库里的有关条目又被别人改过，结果与您看到的不同：{listed}{'等' if more else ''}。"
        "预览已更新，请重新核对后再入库。",
        en=f"Entries were changed since the preview, so the result would differ: {listed}{', …' if more else ''}. "
        "The preview is fresh now: look again.",
    )


def _set_aside(batch: ImportBatch) -> Path:
    """Put what the actor saw in the preview aside, to be held against a fresh comparison."""
    seen = files.folder_of(batch) / "seen"
    shutil.rmtree(seen, ignore_errors=True)
    if (shown := files.outcome(batch, "").parent).exists():
        shown.rename(seen)
    return seen


def _moved(batch: ImportBatch, seen: Path, tables: Iterable[str]) -> list[str]:
    """Return the numbers of entries of which a row would now be written otherwise than the preview said.

    Rows are held against each other by a hash of 64 bits each, so that hundreds of thousands fit into little memory.
    """
    found: set[str] = set()
    with files.asking(files.folder_of(batch) / "spill") as connection:
        for table in tables:
            shown, now = _marks(seen / f"{table}.parquet"), _marks(files.outcome(batch, table))
            either = f"({shown} EXCEPT {now}) UNION ALL ({now} EXCEPT {shown})"
            found |= {row[0] for row in connection.execute(f"SELECT DISTINCT asset_id FROM ({either})").fetchall()}
    return sorted(found)


def _marks(path: Path) -> str:
    if not path.exists():
        return "SELECT '' AS asset_id, 0::UBIGINT AS mark WHERE false"
    return f"SELECT asset_id, hash(sent) AS mark FROM {files.quoted(path)} AS sent"


def _show_anew(batch: ImportBatch, fresh: dict[str, dict[str, int]]) -> None:
    current = ImportBatch.objects.get(pk=batch.pk)
    for table, counts in fresh.items():
        current.counts[table].update(counts)
    current.version += 1
    current.save()


def _must_be_ready(batch: ImportBatch, version: int, reason: str, good_only: bool) -> None:
    must_be_open(batch)
    if batch.version != version:
        raise UnableToSave(
            zh="打开此页以后，这次导入又被改过。请核对最新的预览后再入库。",
            en="This import was changed since you opened the page. Look at the latest preview.",
        )
    if not reason.strip() and not batch.declaration_id:
        raise UnableToImport(zh="请写明导入理由，它会记入审计。", en="Give a reason; the audit trail keeps it.")
    left_out = batch.count("faulty") + batch.count("conflict")
    if left_out and not good_only:
        raise UnableToImport(
            zh=f"还有 {left_out} 行有问题或有冲突。请先改正，或勾选“仅导入无误的行”。",
            en=f"{left_out} rows are at fault or in conflict. Correct them, or choose to import the good rows only.",
        )


def _finish(batch: ImportBatch, *, by: Actor, at: datetime, request_id: str, progress: Steps) -> dict[str, int]:
    if set(batch.counts) != {"units"} and not writable(batch, by).exists():
        raise UnableToImport(
            zh="您没有直接写入登记库的权限。请从申报表中导入，由单位负责人审签后入库。",
            en="You may not write to the register directly. Import into a declaration; its sign-off applies it.",
        )
    if batch.declaration is not None:
        done = _hand_on(batch, batch.declaration, by=by, at=at, request_id=request_id)
        batch.state = ImportBatch.State.HANDED_ON
    else:
        done = importing_commit.write(batch, by=by, at=at, request_id=request_id, progress=progress)
        batch.state = ImportBatch.State.COMMITTED
    batch.committed_at = at
    batch.version += 1
    batch.save()
    return done


def _hand_on(
    batch: ImportBatch, declaration: Declaration, *, by: Actor, at: datetime, request_id: str
) -> dict[str, int]:
    given = [code for code in given_columns(batch).get("assets", ()) if code in CODES]
    with files.asking() as connection:
        found = files.rows_of(
            connection,
            f"SELECT * FROM {files.quoted(files.outcome(batch, 'assets'))} "
            "WHERE class IN ('new', 'changed', 'unchanged') ORDER BY _id",
        )
    said = [
        {"kind": row["class"], "asset_id": row["asset_id"]}
        | {code: value for code in given if (value := plain_of(row, code)) is not None}
        for row in found
    ]
    propose_rows(
        declaration=declaration,
        rows=said,
        by=by,
        at=at,
        source="import",
        reason=batch.reason,
        request_id=request_id,
    )
    return {name: sum(row["kind"] == name for row in said) for name in ("new", "changed")}


def plain_of(row: Mapping[str, Any], code: str) -> Any:
    """Return a typed cell as the JSON value a declaration takes; None where it says nothing."""
    value, kind = row[code], BY_CODE["assets"].column(code).kind
    if kind is Kind.DATE:
        stated = code in (row["stated_none"] or "").split(";")
        return value.isoformat() if value else ("none" if stated else None)
    if kind in (Kind.CODES, Kind.IDS) and value and value != "none":
        return value.split(";")
    if kind is Kind.AMOUNT and value is not None:
        return int(value) if value == int(value) else round(value, 2)
    return value


def commit_or_start(
    *, batch: ImportBatch, version: int, reason: str, good_only: bool, by: Actor, at: datetime, request_id: str = ""
) -> Job | None:
    """Commit at once where there are few rows, else start a job that does and return it."""
    must_be_idle(batch)
    if batch.count("rows") <= AT_ONCE:
        commit(batch=batch, version=version, reason=reason, good_only=good_only, by=by, at=at, request_id=request_id)
        return None
    _must_be_ready(batch, version, reason, good_only)
    arguments = {"version": version, "reason": reason, "good_only": good_only}
    return start_job(batch, "commit", f"导入：{batch.title}", arguments, by=by, at=at, request_id=request_id)
