"""Pages of a reconciliation: sources and result, things side by side, questions of a unit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jianfu.web.base import jobs
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable, UnableToPermit
from jianfu.web.census.actions import reconciliation as actions
from jianfu.web.census.models import Campaign, Declaration, Match, Question, SourceRow
from jianfu.web.census.queries import importing
from jianfu.web.census.queries import reconciliation as queries
from jianfu.web.census.queries.coverage import campaigns_in

SHOWN = 10
QUESTIONS = 200
AT_ONCE = 2_000
"""Entries up to which a reconciliation takes no longer than a page may; more become a job."""


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(campaigns_in(moment_of(request).by), pk=pk)


@guard(Permission.CENSUS_VIEW)
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sources and how many things fell into each class."""
    found, by = _campaign(request, pk), moment_of(request).by
    context = {
        "campaign": found, "counted": queries.counted(by, found), "sources": queries.sources(found),
        "kinds": SourceRow.Source.choices, "imports": queries.candidates(by),
        "may_coordinate": by.may_at(Permission.CENSUS_COORDINATE, found.scope),
        "questions": queries.questions(by).filter(campaign=found),
    }  # fmt: skip
    return render(request, "census/reconcile_result.html", context)


@guard(Permission.CENSUS_COORDINATE)
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import as a source."""
    found, moment = _campaign(request, pk), moment_of(request)
    asked = request.POST.get("import", "")
    batch = get_object_or_404(importing.visible(moment.by), pk=asked if asked.isdecimal() else 0)
    source = request.POST.get("source", "")
    try:
        count = actions.take_source(batch=batch, campaign=found, source=source, **moment._asdict())
        messages.success(request, _("已取得 %(count)s 条。可以开始比对。") % {"count": count})
    except Unable as unable:
        messages.error(request, unable.sentence)
    return redirect("census:reconciliation", pk)


@guard(Permission.CENSUS_COORDINATE)
@require_POST
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Reconcile, at once where there is little, else as a job."""
    found, moment = _campaign(request, pk), moment_of(request)
    try:
        if queries.size(found) <= AT_ONCE:
            actions.run(campaign=found, **moment._asdict())
            messages.success(request, _("比对完成。"))
        else:
            jobs.start(
                kind="jianfu.web.census.actions.reconciliation.run_job", title=f"{_('比对')}: {found.name}",
                arguments={"campaign": pk, "at": moment.at.isoformat()}, **moment._asdict(),
            )  # fmt: skip
            messages.info(request, _("条目较多，已转为后台任务，可在“任务”中查看进度或取消。"))
    except Unable as unable:
        messages.error(request, unable.sentence)
    return redirect("census:reconciliation", pk)


@guard(Permission.CENSUS_COORDINATE)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask units about suspected omissions."""
    found, moment = _campaign(request, pk), moment_of(request)
    try:
        count = actions.ask_units(campaign=found, **moment._asdict())
        messages.success(request, _("新提出 %(count)s 个问题；答复过的不再询问。") % {"count": count})
    except Unable as unable:
        messages.error(request, unable.sentence)
    return redirect("census:reconciliation", pk)


@guard(Permission.CENSUS_VIEW)
@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show things of one class side by side, with differences marked, ten at a time."""
    found, by = _campaign(request, pk), moment_of(request).by
    kind = request.GET.get("kind", "")
    kind = kind if kind in Match.Kind.values else Match.Kind.SUGGESTED.value
    rows = queries.waiting(by, found, kind)
    total = rows.count()
    said = request.GET.get("from", "0")
    start = min(int(said), total) if said.isdecimal() else 0
    context: dict[str, Any] = {
        "campaign": found, "kind": Match.Kind(kind), "total": total, "start": start, "after": start + SHOWN,
        "tables": [
            {**queries.side_by_side(match), "may_decide": actions.may_decide(match, by)}
            for match in rows[start : start + SHOWN]
        ],
    }  # fmt: skip
    context["may_decide"] = any(table["may_decide"] for table in context["tables"])
    return render(request, "census/reconcile_compare.html", context)


@guard(Permission.CENSUS_COORDINATE, Permission.CENSUS_DECLARE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was decided of the things shown, each by itself."""
    found, moment = _campaign(request, pk), moment_of(request)
    said: dict[str, list[int]] = {}
    for name, verdict in request.POST.items():
        key = name.removeprefix("verdict-")
        if key != name and key.isdecimal() and verdict:
            said.setdefault(str(verdict), []).append(int(key))
    right = {key: request.POST.get(f"right-{key}", "") for keys in said.values() for key in keys}
    note = request.POST.get("note", "")
    try:
        with transaction.atomic():
            for verdict, keys in said.items():
                rows = queries.matches(moment.by).filter(campaign=found, pk__in=keys)
                actions.decide(matches=rows, verdict=verdict, right=right, note=note, **moment._asdict())
        messages.success(
            request, _("已记下 %(count)s 个判断，以后比对沿用。") % {"count": sum(map(len, said.values()))}
        )
    except UnableToPermit as unable:
        raise PermissionDenied(unable.sentence) from unable
    except Unable as unable:
        messages.error(request, unable.sentence)
    kind = request.POST.get("kind", "suggested")
    kind = kind if kind in Match.Kind.values else "suggested"
    return redirect(f"{request.path.removesuffix('decide/')}compare/?kind={kind}")


@guard(Permission.CENSUS_VIEW)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Show the questions to the actor's units: open ones to answer, answered ones with what was said."""
    by = moment_of(request).by
    asked = request.GET.get("campaign", "")
    found = campaigns_in(by).filter(pk=asked).first() if asked.isdecimal() else None
    every = queries.questions(by).filter(campaign=found) if found else queries.questions(by)
    rows = list(every[:QUESTIONS])
    for row in rows:
        row.may_answer = (  # type: ignore[attr-defined]
            not row.answer and row.campaign.takes_answers and by.may_at(Permission.CENSUS_DECLARE, row.unit)
        )
    context = {"rows": rows, "campaign": found, "total": every.count(), "most": QUESTIONS}
    return render(request, "census/reconcile_questions.html", context)


@guard(Permission.CENSUS_DECLARE)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a unit's answer to a question; after the last one go on to the table that has to be handed in."""
    moment = moment_of(request)
    question: Question = get_object_or_404(queries.questions(moment.by), pk=pk)
    try:
        ours = request.POST.get("ours") == "yes"
        actions.answer(question=question, ours=ours, reason=request.POST.get("reason", ""), **moment._asdict())
        messages.success(request, _("已记下。") if not ours else _("已补入本单位申报表，请核对后交审。"))
    except Unable as unable:
        messages.error(request, unable.sentence)
        return redirect("census:questions")
    table = Declaration.objects.filter(campaign=question.campaign, unit=question.unit).first()
    left = queries.to_answer(moment.by).filter(campaign=question.campaign, unit=question.unit)
    if ours and table is not None and not left.exists():
        return redirect("census:declaration", table.pk)
    return redirect("census:questions")
