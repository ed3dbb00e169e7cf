"""Change many rows at once: choose them, say what they shall hold, see what would change, do it, take it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base import jobs
from jianfu.web.base.actions import bulk as actions
from jianfu.web.base.lists.listing import BulkEdit, Listing
from jianfu.web.base.lists.preview import Preview, Selection, preview_of, row_changes
from jianfu.web.base.lists.reading import reading_of
from jianfu.web.base.lists.values_form import ValuesForm
from jianfu.web.base.models import Batch
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable

AT_ONCE = 2_000
APPLY = "jianfu.web.base.lists.bulk_job.apply_job"
UNDO = "jianfu.web.base.lists.bulk_job.undo_job"


@require_POST
def edit(request: HttpRequest, *, listing: Listing, edit: str) -> HttpResponse:
    """Take one step of a bulk edit: choose values, preview, apply."""
    chosen = next((one for one in listing.bulk if one.name == edit), None)
    if chosen is None:
        raise Http404
    if not moment_of(request).by.may(chosen.permission):
        raise PermissionDenied
    selection = _selection(request, listing, chosen)
    step = request.POST.get("step", "values")
    given = request.POST if step in {"preview", "apply"} else None
    form = ValuesForm(given, listing=listing, edit=chosen, model=selection.rows.model)
    if given is None or not form.is_valid():
        return render(
            request, "base/lists/bulk_values.html", {"selection": selection, "form": form, "listing": listing}
        )
    preview = preview_of(selection, form.values)
    if step == "apply" and not (complaint := _complaint(request, preview)):
        return _apply(request, preview, form)
    said = complaint if step == "apply" else ""
    context = {"preview": preview, "selection": selection, "form": form, "listing": listing, "complaint": said}
    return render(request, "base/lists/bulk_preview.html", context)


def _selection(request: HttpRequest, listing: Listing, edit: BulkEdit) -> Selection:
    query = request.POST.get("query", "")
    reading = reading_of(request, listing, QueryDict(query))
    if request.POST.get("all") == "1":
        if reading.asked.complaints:
            raise Http404
        return Selection(reading, edit, reading.rows, query, is_all=True)
    keys = tuple(int(key) for key in request.POST.getlist("row") if key.isdecimal() and len(key) < 19)
    return Selection(reading, edit, reading.scope.filter(pk__in=keys), query, keys=keys)


def _complaint(request: HttpRequest, preview: Preview) -> str:
    """Return why the edit may not be made now, empty where it may."""
    if request.POST.get("expected") != str(preview.changing):
        return _("条目在预览之后有变动，请按新的预览重新确认。")
    if not preview.changing:
        return _("没有需要更改的条目。")
    if not preview.is_large:
        return ""
    if not preview.may_be_large:
        return _("超出比例上限，需要有成批更改权限的人员办理。")
    if request.POST.get("confirm", "").strip() != str(preview.changing):
        return _("请在确认框中填写将更改的条数：%(n)s。") % {"n": preview.changing}
    return ""


def _apply(request: HttpRequest, preview: Preview, form: ValuesForm) -> HttpResponse:
    moment, selection = moment_of(request), preview.selection
    reason, reading = form.cleaned_data["reason"], selection.reading
    if preview.changing > AT_ONCE:
        arguments = {
            "listing": reading.listing.name, "edit": selection.edit.name, "query": selection.query,
            "is_all": selection.is_all, "keys": list(selection.keys), "given": _given(request),
            "expected": preview.changing,
        }  # fmt: skip
        return _start(APPLY, str(selection.edit.label), arguments, moment)
    try:
        batch_id = selection.edit.apply(
            rows=preview.rows,
            values=form.values,
            by=moment.by,
            at=moment.at,
            reason=reason,
            request_id=moment.request_id,
        )
    except Unable as error:
        context = {"preview": preview, "selection": selection, "form": form, "listing": reading.listing}
        return render(request, "base/lists/bulk_preview.html", {**context, "complaint": error.sentence}, status=409)
    return HttpResponseRedirect(reading.address("_batch", batch_id))


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in request.POST if name not in {"row", "csrfmiddlewaretoken"}}


def _start(kind: str, title: str, arguments: dict[str, Any], moment: Any) -> HttpResponse:
    job = jobs.start(
        kind=kind, title=title, arguments=arguments, by=moment.by, at=moment.at, request_id=moment.request_id
    )
    return HttpResponseRedirect(reverse("base:job", args=[job.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, *, listing: Listing, batch: str) -> HttpResponse:
    """Show a batch: what it changed, why, who did it; and take it back."""
    moment = moment_of(request)
    found = get_object_or_404(Batch.objects.select_related("by", "undoes"), batch_id=batch, listing=listing.name)
    if not moment.by.may(Permission(found.permission)):
        raise PermissionDenied
    complaint = ""
    if request.method == "POST":
        edit = next((one for one in listing.bulk if one.undo and str(one.label) == found.title), None)
        edit = edit or next((one for one in listing.bulk if one.undo and one.permission == found.permission), None)
        if edit is None or edit.undo is None:
            raise Http404
        reason = request.POST.get("reason", "")
        if found.count > AT_ONCE:
            arguments = {"listing": listing.name, "edit": edit.name, "batch": batch, "reason": reason}
            return _start(UNDO, _("撤销：%(title)s") % {"title": found.title}, arguments, moment)
        try:
            undoing = edit.undo(batch=found, by=moment.by, at=moment.at, reason=reason, request_id=moment.request_id)
            return HttpResponseRedirect(reading_of(request, listing, QueryDict()).address("_batch", undoing))
        except Unable as error:
            complaint = error.sentence
    return render(request, "base/lists/batch.html", _batch_context(request, listing, found, complaint))


def _batch_context(request: HttpRequest, listing: Listing, found: Batch, complaint: str) -> dict[str, Any]:
    reading = reading_of(request, listing, QueryDict())
    undone_by = Batch.objects.filter(undoes=found).first()
    left = actions.left(found.undoes) if found.undoes else actions.left(found)
    return {
        "listing": listing, "batch": found, "undone_by": undone_by, "complaint": complaint,
        "changes": row_changes(reading, found.rows.order_by("pk")),
        "left": row_changes(reading, left.order_by("pk")), "left_count": left.count(),
        "may_undo": undone_by is None and found.undoes is None,
        "list_at": reading.address(), "batch_at": request.path,
        "undone_at": reading.address("_batch", undone_by.batch_id) if undone_by else "",
        "undoes_at": reading.address("_batch", found.undoes.batch_id) if found.undoes else "",
    }  # fmt: skip
