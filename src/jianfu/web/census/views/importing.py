"""Pages of the import wizard."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable
from jianfu.web.census.actions import importing as actions
from jianfu.web.census.actions import importing_finish, importing_undo
from jianfu.web.census.actions.importing_check import candidates
from jianfu.web.census.forms.importing import CommitForm, UndoForm, UploadForm
from jianfu.web.census.models import Declaration, ImportBatch
from jianfu.web.census.queries import importing as queries
from jianfu.web.census.queries import importing_files
from jianfu.web.registry.queries import export

MAY = (Permission.IMPORT_RUN, Permission.CENSUS_DECLARE)
KEPT_OUT = (("*ignored", "不导入"), ("*origin", "来源行"), ("*stated_none", "已填“无”的栏目"))


def found(request: HttpRequest, pk: int) -> ImportBatch:
    """Return the import, where the actor may see it."""
    return get_object_or_404(queries.visible(moment_of(request).by), pk=pk)


def show(request: HttpRequest, batch: ImportBatch, name: str, /, **context: object) -> HttpResponse:
    """Show a page of the wizard with what all of them need."""
    steps = (("columns", _("对应栏目")), ("rows", _("核对问题")), ("preview", _("预览入库")))
    said = {"batch": batch, "steps": steps, "step": name, "counted": queries.counted(batch)}
    return render(request, f"census/import_{name}.html", {**said, **context})


@guard(*MAY)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take files in."""
    moment = moment_of(request)
    declaring = Declaration.objects.filter(moment.by.scope(Permission.CENSUS_DECLARE, "unit__"))
    asked = request.POST.get("declaration") or request.GET.get("declaration")
    declaration = get_object_or_404(declaring, pk=asked) if asked else None
    form = UploadForm(request.POST or None, request.FILES or None, actor=moment.by)
    if declaration:
        del form.fields["unit"]
    if request.method == "POST" and form.is_valid():
        unit = declaration.unit if declaration else form.cleaned_data["unit"]
        try:
            batch = actions.upload(
                given=form.cleaned_data["files"], unit=unit, declaration=declaration, **moment._asdict()
            )
            return redirect("census:import_columns", batch.pk)
        except Unable as unable:
            form.add_error("files", unable.sentence)
    return render(request, "census/import_new.html", {"form": form, "declaration": declaration})


@guard(*MAY)
@require_safe
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the step the import stands at."""
    batch = found(request, pk)
    if batch.job_id and actions.is_busy(batch):
        return redirect("base:job", batch.job_id)
    names = {ImportBatch.State.UPLOADED: "columns", ImportBatch.State.CHECKED: "rows"}
    return redirect(f"census:import_{names.get(ImportBatch.State(batch.state), 'preview')}", pk)


@guard(*MAY)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what each column is taken for, with examples; take what a person settles."""
    batch = found(request, pk)
    if request.method == "POST":
        moment = moment_of(request)
        tables = [request.POST.get(f"table-{place}", "") for place in range(len(batch.sheets))]
        meanings = {
            (place, heading["place"]): request.POST.get(f"column-{place}-{heading['place']}", "")
            for place, sheet in enumerate(batch.sheets)
            for heading in sheet["headings"]
        }
        try:
            if actions.settle_columns(batch=batch, tables=tables, meanings=meanings, by=moment.by, at=moment.at):
                return redirect("census:import", pk)
            messages.info(request, _("已按所选的表重新识别栏目，请核对。"))
        except Unable as unable:
            messages.error(request, unable.sentence)
    return show(request, batch, "columns", sheets=_sheets(batch), tables=[BY_CODE[code] for code in actions.TABLES])


def _sheets(batch: ImportBatch) -> list[dict[str, object]]:
    listed = []
    for sheet in batch.sheets:
        options = (
            [(code, queries.label(sheet["table"], code)) for code in BY_CODE[sheet["table"]].codes]
            if sheet["table"]
            else []
        )
        headings = [
            heading | {"nearest_label": queries.label(sheet["table"], heading["nearest"]) if heading["nearest"] else ""}
            for heading in sheet["headings"]
        ]
        listed.append(
            sheet | {"options": [*((code, _(text)) for code, text in KEPT_OUT), *options], "headings": headings}
        )
    return listed


@guard(*MAY)
@require_http_methods(["GET", "POST"])
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rows with what is wrong beside them; take cells set right."""
    batch = found(request, pk)
    table = request.GET.get("table", "")
    if table not in batch.counts:
        table = next((t for t, c in batch.counts.items() if c.get("faulty")), next(iter(batch.counts), ""))
    if not table:
        return redirect("census:import_columns", pk)
    if request.method == "POST":
        moment = moment_of(request)
        try:
            actions.correct(batch=batch, corrections=_corrections(request, table), by=moment.by, at=moment.at)
            if actions.is_busy(ImportBatch.objects.get(pk=pk)):
                return redirect("census:import", pk)
            messages.success(request, _("已重新核对。"))
        except Unable as unable:
            messages.error(request, unable.sentence)
        return redirect(request.get_full_path())
    faulty_only = request.GET.get("all") != "1"
    page = queries.rows_page(batch, table, number=_number(request), faulty_only=faulty_only)
    name = (queries.english() and BY_CODE[table].en) or BY_CODE[table].zh
    return show(
        request,
        batch,
        "rows",
        page=page,
        table=table,
        table_name=name,
        faulty_only=faulty_only,
        names=candidates(batch),
    )


def _number(request: HttpRequest) -> int:
    said = request.GET.get("page", "1")
    return int(said) if said.isdecimal() else 1


def _corrections(request: HttpRequest, table: str) -> list[dict[str, object]]:
    """Return the cells that differ from what was shown, and the rows to be taken out."""
    said = []
    for name, value in request.POST.items():
        kind, _dash, rest = name.partition("-")
        row, _dash, code = rest.partition("-")
        if kind == "cell" and row.isdecimal() and value != request.POST.get(f"was-{rest}", ""):
            said.append({"table": table, "row_id": int(row), "code": code, "value": value})
        if kind == "remove" and row.isdecimal():
            said.append({"table": table, "row_id": int(row), "code": "", "value": ""})
    return said


@guard(*MAY)
@require_POST
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Take which unit each name means."""
    batch, moment = found(request, pk), moment_of(request)
    names = [each["name"] for each in candidates(batch)]
    said = {
        name: (request.POST.get(f"other-{place}") or request.POST.get(f"unit-{place}", "")).strip()
        for place, name in enumerate(names)
    }
    try:
        actions.match_units(batch=batch, matches={n: u for n, u in said.items() if u}, by=moment.by, at=moment.at)
    except Unable as unable:
        messages.error(request, unable.sentence)
    return redirect("census:import", pk)


@guard(*MAY)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a file of rows set right."""
    batch, moment = found(request, pk), moment_of(request)
    try:
        actions.add_files(batch=batch, given=request.FILES.getlist("files"), by=moment.by, at=moment.at)
    except Unable as unable:
        messages.error(request, unable.sentence)
    return redirect("census:import", pk)


@guard(*MAY)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the import would do, class by class; commit it."""
    batch, moment = found(request, pk), moment_of(request)
    form = CommitForm(request.POST or None, initial={"version": batch.version})
    if request.method == "POST" and form.is_valid():
        try:
            if job := importing_finish.commit_or_start(batch=batch, **form.cleaned_data, **moment._asdict()):
                return redirect("base:job", job.pk)
        except Unable as unable:
            messages.error(request, unable.sentence)
        return redirect("census:import_preview", pk)
    table = request.GET.get("table", next(iter(batch.counts), ""))
    kind = request.GET.get("class", "")
    page = queries.outcome_page(batch, table, kind, number=_number(request)) if kind and table in batch.counts else None
    words = queries.CLASSES.get(kind, ("", ""))[0]
    return show(
        request, batch, "preview", form=form, undo_form=UndoForm(), page=page, table=table, kind=kind, words=words,
        left=[_told(each) for each in importing_undo.left_by_undo(batch)],
    )  # fmt: skip


def _told(left: dict[str, str]) -> dict[str, object]:
    """Return an entry an undo left alone, with the moment as one and the columns in the reader's words."""
    names = [queries.label("assets", code) for code in left.get("what", "").split(";") if code]
    when = datetime.fromisoformat(left["when"]) if left.get("when") else None
    return {**left, "when": when, "what": (", " if queries.english() else "、").join(names)}


@guard(Permission.IMPORT_RUN)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a committed import."""
    batch, moment = found(request, pk), moment_of(request)
    form = UndoForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        if job := importing_undo.undo_or_start(batch=batch, reason=reason, **moment._asdict()):
            return redirect("base:job", job.pk)
        count = len(importing_undo.left_by_undo(batch))
        messages.success(request, _("已撤销。%(count)s 个条目此后被改过，保持原样。") % {"count": count})
    except Unable as unable:
        messages.error(request, unable.sentence)
    return redirect("census:import_preview", pk)


@guard(*MAY)
@require_safe
def rejected(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the rows at fault, to be set right and uploaded again."""
    return _sent(importing_files.rejected(found(request, pk), "en" if queries.english() else "zh"), "rejected.xlsx")


@guard(*MAY)
@require_safe
def template(request: HttpRequest) -> FileResponse:
    """Hand out the workbook to fill in, with what is known of the actor's unit already in it."""
    moment = moment_of(request)
    content = importing_files.template(
        moment.by, request.GET.get("unit", ""), "en" if queries.english() else "zh", as_of=timezone.localdate(moment.at)
    )
    return _sent(content, "template.xlsx")


@guard(Permission.REGISTRY_VIEW)
@require_safe
def register(request: HttpRequest) -> FileResponse:
    """Hand out the register in sight as a submission that ``jianfu run`` reads."""
    with TemporaryDirectory(prefix="jianfu-") as folder:
        path = Path(folder) / "register.zip"
        export.write_zip(export.tables(moment_of(request).by), path, Path(folder) / "register")
        return _sent(path.read_bytes(), "register.zip")


def _sent(content: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)
