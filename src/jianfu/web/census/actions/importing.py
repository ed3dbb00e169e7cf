"""The steps of an import: upload, columns, check, corrections, preview, commit or hand on; each may be done again."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_noop as _

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables import staged as rows
from jianfu.tables import survey
from jianfu.tables.faults import UnableToRead
from jianfu.web.base import jobs
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Job
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable, UnableToSave
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.importing_check import check
from jianfu.web.census.actions.unable import require
from jianfu.web.census.models import Declaration, ImportBatch, ImportMapping
from jianfu.web.units.models import Unit

TABLES = ("units", "assets", "functions", "audiences", "measures")
KINDS = (".csv", ".xlsx")
AT_ONCE = 2_000
"""Rows up to which a commit or an undo takes no longer than a page may; more become a job."""
AT_ONCE_BYTES = 1 << 20
"""Bytes of uploaded files up to which they are judged while the page waits; more become a job."""
_UNSAFE = re.compile(r"[^\w.()（）〔〕\-]+")


class UnableToImport(Unable):
    """The files, or what was chosen for them, cannot be imported as they are."""


def upload(
    *,
    given: Sequence[UploadedFile],
    unit: Unit,
    declaration: Declaration | None = None,
    by: Actor,
    at: datetime,
    request_id: str = "",
) -> ImportBatch:
    """Keep the files and say what they seem to hold. Raises UnableToImport where they cannot be read at all."""
    require(by, Permission.CENSUS_DECLARE if declaration else Permission.IMPORT_RUN, unit)
    _must_be_readable(given)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            title="、".join(Path(file.name or "").name for file in given)[:200],
            unit=unit, declaration=declaration, started_by_id=by.user_pk, created_at=at,
        )  # fmt: skip
        files.remade(files.folder_of(batch) / "upload")
        _store(batch, given)
        look_again(batch)
        said = Deed("census.import_upload", "import", str(batch.pk), after={"file": batch.title}, unit=unit.unit_id)
        audit.write(by=by, at=at, deeds=[said], request_id=request_id)
    return batch


def add_files(*, batch: ImportBatch, given: Sequence[UploadedFile], by: Actor, at: datetime) -> None:
    """Add files to an open import, such as the downloaded rows at fault, set right: they replace those rows."""
    must_be_open(batch)
    must_be_idle(batch)
    _must_be_readable(given)
    _store(batch, given)
    settled = {(sheet["file"], sheet["sheet"]): sheet for sheet in batch.sheets}
    look_again(batch)
    batch.sheets = [settled.get((sheet["file"], sheet["sheet"]), sheet) for sheet in batch.sheets]
    if all(_settled(sheet) for sheet in batch.sheets):
        judge_or_start(batch, from_files=True, by=by, at=at)
    else:
        save(batch, state=ImportBatch.State.UPLOADED)


def _must_be_readable(given: Sequence[UploadedFile]) -> None:
    most = files.limits().file_bytes
    for file in given:
        if Path(file.name or "").suffix.lower() not in KINDS:
            raise UnableToImport(
                zh=f"“{file.name}”不是 .csv 或 .xlsx 文件。请另存为其中一种后再上传。",
                en=f"“{file.name}” is neither .csv nor .xlsx. Save it as one of these and upload again.",
            )
        if (file.size or 0) > most:
            raise UnableToImport(
                zh=f"“{file.name}”有 {(file.size or 0) >> 20} MiB，超过 {most >> 20} MiB 的上限。请分成几个文件上传。",
                en=f"“{file.name}” has {(file.size or 0) >> 20} MiB; the limit is {most >> 20} MiB. Split it.",
            )


def _store(batch: ImportBatch, given: Sequence[UploadedFile]) -> None:
    folder = files.folder_of(batch) / "upload"
    for file in given:
        name = _UNSAFE.sub("_", Path(file.name or "").name)[-120:]
        path = folder / name
        number = 2
        while path.exists():
            path = folder / f"{Path(name).stem}({number}){Path(name).suffix}"
            number += 1
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)


def look_again(batch: ImportBatch, tables: Mapping[tuple[str, str], str] | None = None) -> None:
    """Say anew what each sheet seems to hold; *tables* are those a person named. Raises UnableToImport."""
    remembered = {(said.table, said.heading): said.meaning for said in ImportMapping.objects.filter(unit=batch.unit)}
    try:
        found = survey.survey(files.uploads(batch), files.limits(), tables=tables, remembered=remembered)
    except UnableToRead as refused:
        raise UnableToImport(zh=refused.message("zh"), en=refused.message("en")) from refused
    batch.sheets = [asdict(sheet) | {"table": sheet.table if sheet.table in TABLES else ""} for sheet in found]
    save(batch)


def _settled(sheet: Mapping[str, Any]) -> bool:
    return not sheet["table"] or all(heading["meaning"] for heading in sheet["headings"])


def settle_columns(
    *, batch: ImportBatch, tables: Sequence[str], meanings: Mapping[tuple[int, int], str], by: Actor, at: datetime
) -> bool:
    """Take what a person settled: each sheet's table (empty: leave the sheet out) and each column's meaning.

    Returns False where a table was changed, so that columns have to be looked at again. Raises UnableToImport where a
    column has no meaning, two have the same, or one that must be there is missing.
    """
    must_be_open(batch)
    must_be_idle(batch)
    if [sheet["table"] for sheet in batch.sheets] != list(tables):
        named = {(s["file"], s["sheet"]): table for s, table in zip(batch.sheets, tables, strict=True)}
        look_again(batch, {place: table for place, table in named.items() if table})
        for sheet in batch.sheets:
            sheet["table"] = named.get((sheet["file"], sheet["sheet"]), "")
        save(batch)
        return False
    for place, sheet in enumerate(batch.sheets):
        for heading in sheet["headings"]:
            heading["meaning"] = meanings.get((place, heading["place"]), heading["meaning"])
    save(batch)
    for sheet in batch.sheets:
        _must_be_whole(sheet)
    _must_be_declared(batch)
    _remember(batch)
    judge_or_start(batch, from_files=True, by=by, at=at)
    return True


def _must_be_declared(batch: ImportBatch) -> None:
    """Raise where a declaration is given what it cannot hold, rather than leave it out unsaid."""
    others = [BY_CODE[sheet["table"]].zh for sheet in batch.sheets if sheet["table"] not in ("", "assets")]
    if batch.declaration_id and others:
        zh, en = "、".join(dict.fromkeys(others)), ", ".join(dict.fromkeys(others))
        raise UnableToImport(
            zh=f"申报表只收条目，不收“{zh}”。请把这些工作表选为“不导入”；条目签批入库后，可在条目页面补充，"
            "或由牵头联络员作为普通导入提交。",
            en=f"A declaration takes entries only, not “{en}”. Leave these sheets out; once the entries are signed "
            "off, add the rest on their pages or let the coordinator import it.",
        )


def judge_or_start(batch: ImportBatch, *, from_files: bool, by: Actor, at: datetime) -> None:
    """Judge the batch at once where its files are small, else start a job that does."""
    if sum(path.stat().st_size for path in files.uploads(batch)) <= AT_ONCE_BYTES:
        (take_in if from_files else check)(batch=batch, by=by, at=at)
        return
    save(batch)
    start_job(
        batch, "check", f"{_('核对导入')}: {batch.title}", {"from_files": from_files}, by=by, at=at, request_id=""
    )


def start_job(
    batch: ImportBatch, name: str, title: str, arguments: dict[str, Any], *, by: Actor, at: datetime, request_id: str
) -> Job:
    """Start a job of ``importing_jobs`` on the batch, and let the batch know it."""
    given = {"batch": batch.pk, "at": at.isoformat(), "request_id": request_id, **arguments}
    with transaction.atomic():
        job = jobs.start(
            kind=f"jianfu.web.census.actions.importing_jobs.{name}_job", title=title, arguments=given, by=by, at=at,
            request_id=request_id,
        )  # fmt: skip
        ImportBatch.objects.filter(pk=batch.pk).update(job=job)
    return job


def must_be_idle(batch: ImportBatch) -> None:
    """Raise UnableToSave while a job works on the import."""
    if is_busy(batch):
        raise UnableToSave(
            zh="后台任务正在处理这次导入。请等它完成，或先在“任务”中取消它。",
            en="A job is working on this import. Wait until it is done, or cancel it under “Jobs” first.",
        )


def is_busy(batch: ImportBatch) -> bool:
    """Tell whether a job waits or works on the import."""
    return Job.objects.filter(pk=batch.job_id or 0, state__in=(Job.State.WAITING, Job.State.RUNNING)).exists()


def _must_be_whole(sheet: Mapping[str, Any]) -> None:
    if not sheet["table"]:
        return
    where = sheet["sheet"] or sheet["file"]
    for heading in sheet["headings"]:
        if not heading["meaning"]:
            named = heading["text"] or heading["place"] + 1
            raise UnableToImport(
                zh=f"“{where}”的“{named}”列还没有对应的栏目。请选择一个栏目，或选“不导入”。",
                en=f"Column “{named}” of “{where}” means nothing yet. Choose a column or “leave out”.",
            )
    codes = [heading["meaning"] for heading in sheet["headings"] if not heading["meaning"].startswith("*")]
    table = BY_CODE[sheet["table"]]
    if double := next((code for code in codes if codes.count(code) > 1), ""):
        raise UnableToImport(
            zh=f"“{where}”有两列都对应“{table.column(double).zh}”。请只留一列，另一列选“不导入”。",
            en=f"Two columns of “{where}” both mean {double}. Keep one and leave the other out.",
        )
    missing = [column.zh for column in table.columns if column.required and column.code not in codes]
    if missing:
        raise UnableToImport(
            zh=f"“{where}”缺少必填的栏目：{'、'.join(missing)}。请指定哪一列是它，或在文件中补上这一列。",
            en=f"“{where}” lacks required columns: {', '.join(missing)}. Say which column it is or add it.",
        )


def _remember(batch: ImportBatch) -> None:
    for sheet in batch.sheets:
        known = BY_CODE.get(sheet["table"])
        for heading in sheet["headings"] if known else ():
            if heading["text"]:
                ImportMapping.objects.update_or_create(
                    unit=batch.unit, table=sheet["table"], heading=fold(heading["text"])[:200],
                    defaults={"meaning": heading["meaning"]},
                )  # fmt: skip


def take_in(
    *, batch: ImportBatch, by: Actor, at: datetime, progress: Callable[[str, float], None] = lambda *_: None
) -> None:
    """Bring the rows in as sent and judge them. Raises UnableToImport with every reason found."""
    choices = [
        rows.Choice(
            sheet["file"], sheet["sheet"], sheet["table"], sheet["header_row"],
            {heading["place"]: heading["meaning"] for heading in sheet["headings"]},
            {heading["place"]: heading["text"] for heading in sheet["headings"]},
        )
        for sheet in batch.sheets
        if sheet["table"]
    ]  # fmt: skip
    if not choices:
        raise UnableToImport(
            zh="没有要导入的工作表。请至少为一个工作表选择要导入的表。",
            en="No sheet is to be imported. Choose a table for at least one sheet.",
        )
    progress("read", 0.0)
    try:
        staged = files.remade(files.staged(batch))
        rows.stage(paths=files.uploads(batch), choices=choices, folder=staged, limits=files.limits())
    except UnableToRead as refused:
        raise UnableToImport(zh=refused.message("zh"), en=refused.message("en")) from refused
    check(batch=batch, by=by, at=at, progress=progress)


def correct(*, batch: ImportBatch, corrections: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> None:
    """Set cells right (an empty code takes the row out), and judge again."""
    must_be_open(batch)
    must_be_idle(batch)
    kept = {(each["table"], each["row_id"], each["code"]): each for each in batch.corrections}
    for each in corrections:
        if each["table"] not in TABLES or (each["code"] and each["code"] not in BY_CODE[each["table"]].codes):
            raise UnableToImport(zh="没有这一栏。请刷新页面后再改。", en="There is no such column. Reload the page.")
        kept[each["table"], each["row_id"], each["code"]] = dict(each)
    batch.corrections = list(kept.values())
    judge_or_start(batch, from_files=False, by=by, at=at)


def match_units(*, batch: ImportBatch, matches: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Settle which unit each name means, and judge again. Raises UnableToImport for a number that is no unit's."""
    must_be_open(batch)
    must_be_idle(batch)
    known = set(Unit.objects.filter(unit_id__in=matches.values()).values_list("unit_id", flat=True))
    for name, unit_id in matches.items():
        if unit_id not in known:
            raise UnableToImport(
                zh=f"“{name}”所选的单位编号 {unit_id} 不存在。请从候选单位中选择，或填写正确的编号。",
                en=f"No unit has the number {unit_id} given for “{name}”. Choose a candidate or give a right number.",
            )
    batch.matches = {**batch.matches, **matches}
    judge_or_start(batch, from_files=False, by=by, at=at)


def must_be_open(batch: ImportBatch) -> None:
    """Raise UnableToSave where the import is done with."""
    if not batch.is_open:
        raise UnableToSave(
            zh=f"这次导入{batch.get_state_display()}，不能再改。需要更正请重新上传文件。",
            en="This import is done with and cannot be changed. Upload a file again to correct anything.",
        )


def save(batch: ImportBatch, *, state: str | None = None) -> None:
    """Keep the batch, one version up."""
    batch.state = state or batch.state
    batch.version += 1
    batch.save()
