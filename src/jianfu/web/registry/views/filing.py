"""Pages of filings: open, fill in, move on, export."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianfu.engine.cases import filing as machine
from jianfu.engine.cases.filing import UnableToMove
from jianfu.engine.cases.filing_form import BY_HAND, COMMITMENT, ROWS
from jianfu.engine.cases.period import periods
from jianfu.engine.detection.rule import Text
from jianfu.tables import filing_form
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import Moment, moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import filing as actions
from jianfu.web.registry.forms.filing import ContentForm, MoveForm, OpeningForm, said
from jianfu.web.registry.models import Filing, FilingStep
from jianfu.web.registry.queries import filing as queries
from jianfu.web.registry.views.refusal import refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _found(moment: Moment, pk: int) -> Filing:
    rows = queries.visible(moment.by).select_related("asset__sponsor", "asset__using_unit", "previous")
    return get_object_or_404(rows, pk=pk)


@guard(Permission.FILING_PREPARE)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Open a filing of an app."""
    moment = moment_of(request)
    asset = get_object_or_404(queries.fileable(moment.by), asset_id=asset_id)
    kind = request.GET.get("kind") or ("change" if queries.in_force(asset) else "first")
    form = OpeningForm(request.POST or None, initial={"kind": kind, "on": timezone.localdate(moment.at)})
    if form.is_valid():
        given = form.cleaned_data
        is_first = given["kind"] == machine.Kind.FIRST
        opening = actions.Opening(given["kind"], given["on"], given["state"] if is_first else "", given["planned_on"])
        try:
            filing = actions.start(asset=asset, opening=opening, **moment._asdict())
        except UnableToSave as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已开始办理。登记库已有的内容已经带入，请补齐其余各项。"))
            return redirect("registry:filing", filing.pk)
    context = {"form": form, "asset": asset, "legacy": periods()["legacy_deadline"]}
    return render(request, "registry/filing_start.html", context, status=422 if form.errors else 200)


@guard(Permission.REGISTRY_VIEW)
@require_safe
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a filing: where it stands, what runs and how that was computed, what is missing, every step."""
    moment = moment_of(request)
    return render(request, "registry/filing.html", _context(moment, _found(moment, pk)))


def _context(moment: Moment, found: Filing, refused: tuple[str, MoveForm] | None = None) -> dict[str, Any]:
    state, kind = machine.State(found.state), machine.Kind(found.kind)
    now = queries.standing(found)
    today = timezone.localdate(moment.at)
    open_moves = [
        (move, said(move.label), _move_form(found, move, today, refused), _blocked(move, now, found))
        for move in machine.moves_from(kind, state)
        if moment.by.may_at(Permission(move.permission), found.asset.sponsor)
    ]
    clock = queries.clock_of(found)
    return {
        "filing": found, "now": now, "clock": clock, "notice": queries.notice_of(found), "moves": open_moves,
        "overdue": bool(clock and clock.due and clock.due < today), "today": today,
        "waits_for": [said(move.label) for move in machine.moves_from(kind, state)],
        "steps": [(step, _step_name(step)) for step in found.steps.order_by("-on", "-pk")], "rows": _rows(now),
        "changed": bool(now.differs) and kind is not machine.Kind.CLOSING,
        "is_form": kind is not machine.Kind.CLOSING, "in_force": state in machine.IN_FORCE,
        "may_fill": moment.by.may_at(Permission.FILING_PREPARE, found.asset.sponsor)
        and state not in machine.FINAL | machine.IN_FORCE and kind is not machine.Kind.CLOSING,
        "may_prepare": moment.by.may_at(Permission.FILING_PREPARE, found.asset.sponsor),
        "state_name": said(machine.NAMES[state]), "kind_name": said(machine.KIND_NAMES[kind]),
    }  # fmt: skip


def _step_name(step: FilingStep) -> str:
    known = machine.BY_NAME.get(step.move)
    if known is not None:
        return said(known.label)
    return _("开始办理") if step.move == "start" else said(machine.NAMES[machine.State(step.after)])


def _move_form(found: Filing, move: machine.Move, today: Any, refused: tuple[str, MoveForm] | None) -> MoveForm:
    if refused and refused[0] == move.name:
        return refused[1]
    initial = {"version": found.version, "name": move.name, "on": today}
    return MoveForm(move=move, initial=initial, auto_id=f"{move.name}_%s")


def _blocked(move: machine.Move, now: queries.Standing, found: Filing) -> str:
    """Return why a move cannot be made yet, empty where it can."""
    if "complete" in move.needs and not now.complete:
        return _("申请表还缺%(number)s项，补齐后可办。") % {"number": len(now.missing)}
    if "unchanged" in move.needs and now.content_hash != found.submitted_hash:
        return _("内容在提交后有变化，需主办单位重新核对提交后才能办。")
    return ""


def _rows(now: queries.Standing) -> list[dict[str, Any]]:
    wanting = {item.code for item in now.missing}
    return [
        {
            "number": row.number,
            "name": said(row.name),
            "entries": [
                (item, said(item.name), now.values.get(item.code, ""), item.code in wanting) for item in row.items
            ],
        }
        for row in ROWS
    ]


@guard(Permission.FILING_PREPARE)
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in what the register does not know; what it knows stands beside, with the way to correct it."""
    moment = moment_of(request)
    found = _found(moment, pk)
    with refused():
        actions.permit(moment.by, machine.PREPARE, found.asset)
    form = ContentForm(request.POST or None, initial={**found.content, "version": found.version})
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.fill(filing=found, version=values.pop("version"), values=values, **moment._asdict())
        except UnableToSave as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已保存。"))
            return redirect("registry:filing", found.pk)
    now = queries.standing(found)
    rows = [(row, shown["entries"], form.fields_of(row)) for row, shown in zip(ROWS, _rows(now), strict=True)]
    context = {
        "filing": found, "form": form, "rows": [(said(row.name), row.number, items, own) for row, items, own in rows],
        "same_kind": queries.same_kind(found.asset), "by_hand": said(BY_HAND), "commitment": said(COMMITMENT),
    }  # fmt: skip
    return render(request, "registry/filing_fill.html", context, status=422 if form.errors else 200)


@guard(Permission.FILING_PREPARE, Permission.FILING_REVIEW)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a filing on."""
    moment = moment_of(request)
    found = _found(moment, pk)
    known = machine.BY_NAME.get(request.POST.get("name", ""))
    if known is None:
        return redirect("registry:filing", pk)
    form = MoveForm(request.POST, move=known, auto_id=f"{known.name}_%s")
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            with refused():
                actions.move(filing=found, name=known.name, said=_said(form), version=version, **moment._asdict())
        except (UnableToSave, UnableToMove) as error:
            form.add_error(None, said(Text(error.zh, error.en)))
        else:
            messages.success(request, _("已登记。"))
            return redirect("registry:filing", pk)
    found.refresh_from_db()
    return render(request, "registry/filing.html", _context(moment, found, (known.name, form)), status=422)


def _said(form: MoveForm) -> actions.Said:
    given = form.cleaned_data
    confirmed = frozenset(name for name in ("shown", "offline") if given.get(name))
    return actions.Said(
        on=given["on"], note=given.get("note", ""), filing_no=given.get("filing_no", ""),
        notice_url=given.get("notice_url", ""), notice_on=form.day("notice_on"), confirmed=confirmed,
    )  # fmt: skip


@guard(Permission.REGISTRY_VIEW)
@require_safe
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Give the eight-row form as DOCX or XLSX, as it reads now."""
    moment = moment_of(request)
    found = _found(moment, pk)
    paper = filing_form.Form(queries.values_of(found), timezone.localdate(moment.at))
    content = filing_form.as_docx(paper) if kind == "docx" else filing_form.as_xlsx(paper)
    response = HttpResponse(content, content_type=DOCX if kind == "docx" else XLSX)
    response["Content-Disposition"] = f'attachment; filename="filing-{found.pk}.{kind}"'
    return response
