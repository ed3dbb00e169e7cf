"""Undo a whole import: entries changed since are left as they are and listed, nothing else."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_noop as _

from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Silent, Steps
from jianfu.web.base.models import Job
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.importing import AT_ONCE, UnableToImport, must_be_idle, start_job
from jianfu.web.census.actions.importing_child import CHILDREN
from jianfu.web.census.actions.importing_commit import NAMED
from jianfu.web.census.actions.importing_files import chunks
from jianfu.web.census.actions.importing_undo_child import once_each, undo_child, undo_observed, with_who
from jianfu.web.census.actions.importing_units import undo_units
from jianfu.web.census.actions.unable import require
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Asset, AssetName
from jianfu.web.units.models import Unit

SILENT = Silent()
_LISTS = (Kind.CODES, Kind.IDS)


@transaction.atomic
def undo(
    *,
    batch: ImportBatch,
    reason: str,
    by: Actor,
    at: datetime,
    request_id: str = "",
    progress: Steps = SILENT,
) -> list[dict[str, str]]:
    """Put back what the import changed and take out what it added; return the entries left because changed since.

    Raises UnableToImport where it was not committed, was undone already, or no reason is given.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("unit").get(pk=batch.pk)
    must_be_undoable(batch, reason, by)
    left: list[dict[str, str]] = []
    deeds = [Deed("census.import_undo", "import", str(batch.pk), unit=batch.unit.unit_id, reason=reason)]
    for child in CHILDREN:
        progress.stage(child.code)
        deeds += undo_child(batch, child, left, reason=reason, progress=progress)
    if files.outcome(batch, "assets").exists():
        progress.stage("entries")
        undo_observed(batch)
        deeds += _changed(batch, left, at=at, reason=reason, progress=progress)
        deeds += _added(batch, left, reason=reason, progress=progress)
    deeds += undo_units(batch, left, by=by, at=at, reason=reason, progress=progress)
    left = with_who(batch, once_each(left))
    progress.stage("audit")
    audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    (files.folder_of(batch) / "left.json").write_text(json.dumps(left, ensure_ascii=False), encoding="utf-8")
    batch.state, batch.undone_at = ImportBatch.State.UNDONE, at
    batch.version += 1
    batch.save()
    return left


def must_be_undoable(batch: ImportBatch, reason: str, by: Actor) -> None:
    """Raise what keeps an import from being undone: UnableToImport, or UnableToPermit outside the actor's reach."""
    require(by, Permission.IMPORT_RUN, batch.unit)
    if batch.state == ImportBatch.State.UNDONE:
        raise UnableToImport(
            zh="这次导入已经撤销过，没有可再撤销的内容。",
            en="This import was undone already; there is nothing left to undo.",
        )
    if batch.state != ImportBatch.State.COMMITTED or not reason.strip():
        raise UnableToImport(
            zh="只有已入库的导入可以撤销，并须写明理由。", en="Only a committed import can be undone, with a reason."
        )


def undo_or_start(*, batch: ImportBatch, reason: str, by: Actor, at: datetime, request_id: str = "") -> Job | None:
    """Undo at once where there were few rows, else start a job that does and return it."""
    must_be_idle(batch)
    must_be_undoable(batch, reason, by)
    if batch.count("new") + batch.count("changed") <= AT_ONCE:
        undo(batch=batch, reason=reason, by=by, at=at, request_id=request_id)
        return None
    return start_job(
        batch, "undo", f"{_('撤销导入')}: {batch.title}", {"reason": reason}, by=by, at=at, request_id=request_id
    )


def left_by_undo(batch: ImportBatch) -> list[dict[str, str]]:
    """Return the entries an undo left as they were, each with why, who changed it last, when and what."""
    path = files.folder_of(batch) / "left.json"
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []


def _rows(batch: ImportBatch, table: str, kind: str) -> list[dict[str, Any]]:
    path = files.outcome(batch, table)
    if not path.exists():
        return []
    found: pa.Table = pq.read_table(path, filters=[("class", "=", kind)])
    return list(found.to_pylist())


def _changed(
    batch: ImportBatch, left: list[dict[str, str]], *, at: datetime, reason: str, progress: Steps
) -> Iterable[Deed]:
    deeds: list[Deed] = []
    units = dict(Unit.objects.values_list("unit_id", "pk"))
    for some in chunks(_rows(batch, "assets", "changed")):
        known = Asset.objects.in_bulk([row["pk"] for row in some])
        put_back = []
        progress.advance(len(some))
        for row in some:
            asset = known[row["pk"]]
            if asset.version != row["version"] + 1:
                left.append({"asset_id": asset.asset_id, "name": asset.name, "why": "changed"})
                continue
            _restore(asset, row, units, at)
            put_back.append(asset)
            said = {each["code"]: each["before"] for each in row["changes"]}
            now = {each["code"]: each["after"] for each in row["changes"]}
            deeds.append(Deed("registry.import_undone", "asset", asset.asset_id, now, said, reason=reason))
        fields = [f.name for f in Asset._meta.concrete_fields if not f.primary_key]
        Asset.objects.bulk_update(put_back, fields, batch_size=50)
    return deeds


def _restore(asset: Asset, row: dict[str, Any], units: dict[str, int], at: datetime) -> None:
    stated = set(asset.stated_none)
    for each in row["changes"]:
        code, before = each["code"], each["before"]
        stated.discard(code)
        if before == "none":
            stated.add(code)
        if code == "sponsor_unit_id":
            asset.sponsor_id = units[before]
        else:
            setattr(asset, code, _value(code, before))
        if code in NAMED:
            _old_name(asset, code, each)
    asset.stated_none = sorted(stated)
    asset.search = text_for(asset.name, asset.platform_id, asset.filing_no, asset.asset_id)
    asset.version += 1
    asset.changed_at = at


def _old_name(asset: Asset, code: str, each: dict[str, Any]) -> None:
    names = AssetName.objects.filter(asset=asset, kind=code)
    names.filter(value=each["after"], until=None).delete()
    if last := names.filter(value=each["before"] or "").exclude(until=None).order_by("-pk").first():
        last.until = None
        last.save()


def _value(code: str, text: str | None) -> Any:
    column = BY_CODE["assets"].column(code)
    if column.kind in _LISTS:
        return text.split(";") if text and text != "none" else []
    if text is None or text == "none":
        return "" if column.kind in (Kind.ID, Kind.TEXT, Kind.CODE) else None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text)
    return text == "true" if column.kind is Kind.FLAG else text


def _added(batch: ImportBatch, left: list[dict[str, str]], *, reason: str, progress: Steps) -> Iterable[Deed]:
    """Take out entries nobody touched since and nothing else speaks of; their entries in the audit chain stay."""
    keys = pq.read_table(files.folder_of(batch) / "outcome" / "keys.parquet").column("pk").to_pylist()
    deeds: list[Deed] = []
    for some in chunks(keys):
        progress.advance(len(some))
        found = Asset.objects.filter(pk__in=some)
        left += [
            {"asset_id": asset.asset_id, "name": asset.name, "why": "changed"} for asset in found.exclude(version=1)
        ]
        untouched = list(found.filter(version=1))
        gone = _delete(untouched, left)
        deeds += [
            Deed("registry.import_undone", "asset", asset.asset_id, {"name": asset.name}, None, reason=reason)
            for asset in gone
        ]
    return deeds


def _delete(assets: list[Asset], left: list[dict[str, str]]) -> list[Asset]:
    try:
        with transaction.atomic():
            Asset.objects.filter(pk__in=[asset.pk for asset in assets]).delete()
    except ProtectedError:
        if len(assets) == 1:
            left.append({"asset_id": assets[0].asset_id, "name": assets[0].name, "why": "spoken_of"})
            return []
        middle = len(assets) // 2
        return _delete(assets[:middle], left) + _delete(assets[middle:], left)
    return assets
