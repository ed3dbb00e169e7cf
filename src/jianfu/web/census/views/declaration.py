"""The table of a unit: fill it in, hand it in, say who sees to it."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianfu.web.base.guard import guard
from jianfu.web.base.models import User
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import PERMISSIONS, Permission
from jianfu.web.census.actions import assigning, signing
from jianfu.web.census.actions import declaration as actions
from jianfu.web.census.forms.campaign import AssignForm, ExtendForm
from jianfu.web.census.forms.table import TABLE_COLUMNS, LineForm, forms_for
from jianfu.web.census.models import Declaration, DeclarationRow, Match
from jianfu.web.census.queries import importing, importing_files
from jianfu.web.census.queries import reconciliation as reconciling
from jianfu.web.census.queries.content import Line, lines_of
from jianfu.web.census.queries.coverage import declarations_in
from jianfu.web.census.views.answering import attempt
from jianfu.web.census.views.lines import asked_words, shown_line
from jianfu.web.units.models import Grant

PAGE = 100


def found(request: HttpRequest, pk: int) -> Declaration:
    """Return a table the actor may see, or answer 404."""
    return get_object_or_404(declarations_in(moment_of(request).by), pk=pk)


@guard(Permission.CENSUS_VIEW)
@require_http_methods(["GET", "POST"])
def declaration(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit's table; whoever may declare for the unit fills it in on the spot."""
    moment = moment_of(request)
    table = found(request, pk)
    may = moment.by.may_at(Permission.CENSUS_DECLARE, table.unit) and table.campaign.takes_answers
    lines = lines_of(table)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    line_forms = forms_for(list(page.object_list), request.POST if request.method == "POST" else None) if may else []
    if request.method == "POST" and may and _keep(request, table, line_forms):
        return redirect(f"{request.path}?page={page.number}")
    return render(request, "census/declaration.html", _shown(request, table, lines, page, line_forms))


@guard(Permission.CENSUS_VIEW)
@require_safe
def sheet(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the table as a workbook to fill in, with all that is known already in it."""
    table, today = found(request, pk), timezone.localdate(moment_of(request).at)
    content = importing_files.table_to_fill_in(table, "en" if importing.english() else "zh", as_of=today)
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"{table.unit.name}.xlsx")


def _keep(request: HttpRequest, table: Declaration, line_forms: list[LineForm]) -> bool:
    """Keep what was answered; False where something in it must be corrected first."""
    wrong = [form for form in line_forms if not form.is_valid()]  # every form is read, so that each shows its errors
    if wrong:
        messages.error(request, _("有的格子填得不对，请改正标出的格子后再保存；其他内容没有丢。"))
        return False
    answers = [answer for form in line_forms if (answer := form.answer()) is not None]
    if not answers:
        messages.info(request, _("没有新的答复。"))
        return True
    version = int(request.POST.get("version") or 0)
    moment = moment_of(request)
    return attempt(
        request,
        lambda: actions.answer(declaration=table, answers=answers, version=version, **moment._asdict()),
        _("已保存。"),
    )


def _shown(
    request: HttpRequest, table: Declaration, lines: list[Line], page: Any, line_forms: list[LineForm]
) -> dict[str, Any]:
    by = moment_of(request).by
    waits = table.state == Declaration.State.HANDED_IN
    return {
        "declaration": table,
        "campaign": table.campaign,
        "columns": TABLE_COLUMNS,
        "forms": line_forms,
        "page": page,
        "lines": [shown_line(line) for line in page.object_list],
        "news": [shown_line(line) for line in lines if line.asset is None],
        "total": len(lines),
        "open": sum(not line.is_answered for line in lines),
        "questions": reconciling.to_answer(by).filter(campaign=table.campaign, unit=table.unit).count(),
        "conflicts": reconciling.waiting(by, table.campaign, Match.Kind.CONFLICT).filter(unit=table.unit).count(),
        "standing": sum(line.kind not in DeclarationRow.ENDED for line in lines),
        "may_declare": by.may_at(Permission.CENSUS_DECLARE, table.unit) and table.campaign.takes_answers,
        "may_sign": waits and by.may_at(Permission.CENSUS_SIGN, table.unit) and by.user_pk != table.handed_in_by_id,
        "may_assign": any(by.may_at(each, table.unit) for each in assigning.MAY_ASSIGN),
        "may_extend": by.may_at(Permission.CENSUS_COORDINATE, table.unit),
        "steps": _steps(table),
        "asked": asked_words(table.campaign.categories),
        "sign_off": table.sign_offs.select_related("by").order_by("-at").first(),
        "today": timezone.localdate(),
    }


def _steps(table: Declaration) -> list[tuple[str, bool, bool]]:
    """Return the four steps, each with whether it is done and whether it is the present one."""
    names = (_("填报"), _("交审"), _("审签"), _("入库"))
    reached = {"not_begun": 0, "working": 0, "handed_in": 2, "signed": 4, "nothing": 4}[table.state]
    return [(name, at < reached, at == reached) for at, name in enumerate(names)]


@guard(Permission.CENSUS_DECLARE)
@require_POST
def confirm_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in one click that everything not answered for is as listed."""
    table, moment = found(request, pk), moment_of(request)
    version = int(request.POST.get("version") or 0)
    attempt(
        request,
        lambda: actions.confirm_all(declaration=table, version=version, **moment._asdict()),
        _("其余条目已全部确认属实。"),
    )
    return redirect("census:declaration", pk)


@guard(Permission.CENSUS_DECLARE)
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the table in for signature."""
    table, moment = found(request, pk), moment_of(request)
    asked: dict[str, Any] = {"nothing": "nothing" in request.POST, "confirm_rest": "confirm_rest" in request.POST}
    version = int(request.POST.get("version") or 0)
    attempt(
        request,
        lambda: signing.hand_in(declaration=table, version=version, **asked, **moment._asdict()),
        _("已交审，等待单位负责人审签。"),
    )
    return redirect("census:declaration", pk)


@guard(*assigning.MAY_ASSIGN)
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which post or person of the unit sees to the table, and who stands in."""
    table, moment = found(request, pk), moment_of(request)
    form = AssignForm(request.POST or None, declaration=table, people=_people(table))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {"post": said["post"], "person": said["person"]}
        done = attempt(request, lambda: assigning.assign(declaration=table, **given, **moment._asdict()), _("已分派。"))
        if done and said["delegated_to"]:
            deputy = said["delegated_to"]
            attempt(
                request,
                lambda: assigning.delegate(declaration=table, person=deputy, **moment._asdict()),
                _("已委托。"),
            )
        return redirect("census:declaration", pk)
    context = {"form": form, "heading": _("分派"), "submit_label": _("保存"), "declaration": table}
    return render(request, "census/form.html", context, status=400 if form.errors else 200)


@guard(Permission.CENSUS_COORDINATE)
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit more time."""
    table, moment = found(request, pk), moment_of(request)
    form = ExtendForm(request.POST or None, initial={"due_on": table.due_on})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(request, lambda: assigning.extend(declaration=table, **said, **moment._asdict()), _("已延期。")):
            return redirect("census:declaration", pk)
    context = {"form": form, "heading": _("延期"), "submit_label": _("延期"), "declaration": table}
    return render(request, "census/form.html", context, status=400 if form.errors else 200)


def _people(table: Declaration):  # type: ignore[no-untyped-def]  # a queryset of people
    roles = [role.value for role, given in PERMISSIONS.items() if Permission.CENSUS_DECLARE in given]
    held = Grant.objects.filter(unit=table.unit, role__in=roles, until=None).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")
