"""The page of a job: how far it is, what it said, what came of it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.jobs import starting
from jianfu.web.base.models import Job
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.queries import jobs

RESULTS = {"new": _("新增"), "changed": _("有变更"), "left": _("保持原样"), "rows": _("行数")}


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(jobs.seen_by(moment_of(request).by), pk=pk)


@guard(Permission.JOBS_VIEW)
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a job; asked for by htmx, only the part that changes while it runs."""
    found = _job(request, pk)
    unable = found.result.get("unable") or {}
    english = (get_language() or "").startswith("en")
    context = {
        "job": found,
        "pace": jobs.pace_of(found),
        "ended": found.state in jobs.ENDED,
        "unable": unable.get("en" if english else "zh", ""),
        "address": found.result.get("address", ""),
        "results": [
            (RESULTS.get(name, name), said)
            for name, said in found.result.items()
            if isinstance(said, str | int | float) and name != "address"
        ],
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "base/job_state.html" if fragment else "base/job.html", context)


@guard(Permission.JOBS_VIEW)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a job, or ask it to stop."""
    by, at, request_id = moment_of(request)
    starting.cancel(job=_job(request, pk), by=by, at=at, request_id=request_id)
    return redirect("base:job", pk)


@guard(Permission.JOBS_VIEW)
@require_GET
def file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Give a result file of a job."""
    kept = {each["name"] for each in _job(request, pk).files}
    place = f"jobs/{pk}/{name}"
    if name not in kept or not default_storage.exists(place):
        raise Http404
    return FileResponse(default_storage.open(place), as_attachment=True, filename=name)
