"""One line of a table in full, and a new entry with hints of what may be the same."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import declaration as actions
from jianfu.web.census.forms.table import EntryForm
from jianfu.web.census.models import Declaration, DeclarationRow
from jianfu.web.census.queries.columns import value_of
from jianfu.web.census.queries.content import Line, lines_of
from jianfu.web.census.queries.mine import alike
from jianfu.web.census.views.answering import attempt
from jianfu.web.census.views.declaration import found
from jianfu.web.census.views.lines import shown_line
from jianfu.web.registry.queries import words

TYPED = ("name", "platform_id", "url", "filing_no")  # while these are typed, what may be the same is shown


def _open(request: HttpRequest, pk: int) -> Declaration:
    table = found(request, pk)
    if not moment_of(request).by.may_at(Permission.CENSUS_DECLARE, table.unit):
        raise Http404
    return table


@guard(Permission.CENSUS_DECLARE)
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show everything asked of one entry, and keep what is corrected."""
    table = _open(request, pk)
    line = next((line for line in lines_of(table) if line.key == key), None)
    if line is None:
        raise Http404
    form = EntryForm(request.POST or None, category=str(line.values.get("category", "")), values=line.values)
    ended = _ended(request)
    given = request.method == "POST" and (ended or form.is_valid())
    if given and _keep(request, table, line, {} if ended else form.values()):
        return redirect("census:declaration", pk)
    context = {"declaration": table, "form": form, "line": shown_line(line), "is_new": line.asset is None}
    return render(request, "census/row.html", context, status=400 if form.errors else 200)


def _ended(request: HttpRequest) -> str:
    """Return the answer that ends an entry, where its button was pressed."""
    return next((kind.value for kind in DeclarationRow.ENDED if kind.value in request.POST), "")


def _keep(request: HttpRequest, table: Declaration, line: Line, values: dict[str, Any]) -> bool:
    moment = moment_of(request)._asdict()
    ended = _ended(request)
    if line.asset is None:
        new: Any = line.row
        said = None if ended else {code: value for code, value in values.items() if value is not None}
        return attempt(request, lambda: actions.change_new(row=new, values=said, **moment), _("已保存。"))
    asset = line.asset
    changed = {code: value for code, value in values.items() if value != value_of(asset, code)}
    answer = {"asset_id": asset.asset_id, "kind": ended or "changed", **changed}
    version = int(request.POST.get("version") or 0)
    return attempt(
        request,
        lambda: actions.answer(declaration=table, answers=[answer], version=version, **moment),
        _("已保存。"),
    )


@guard(Permission.CENSUS_DECLARE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int, category: str) -> HttpResponse:
    """Add an entry the register does not know; show first what may be the same."""
    table = _open(request, pk)
    if category not in table.campaign.categories:
        raise Http404
    asked = request.POST if request.method == "POST" else None
    form = EntryForm(asked, category=category, values={}, alike=asked is not None)
    likely = []
    if asked is not None and form.is_valid():
        values = {code: value for code, value in form.values().items() if value is not None}
        likely = [] if form.cleaned_data["sure"] else alike(values, table.unit)
        if not likely and _add(request, table, values):
            return redirect("census:declaration", pk)
    word = words.word_of("category", category)
    typed = [name for name in TYPED if name in form.fields]
    context = {"declaration": table, "form": form, "likely": likely, "category": word, "code": category, "typed": typed}
    return render(request, "census/new_row.html", context, status=400 if form.errors else 200)


def _add(request: HttpRequest, table: Declaration, values: dict[str, Any]) -> bool:
    moment = moment_of(request)._asdict()
    version = int(request.POST.get("version") or 0)
    return attempt(
        request,
        lambda: actions.answer(declaration=table, answers=[{"kind": "new", **values}], version=version, **moment),
        _("已新增。"),
    )
