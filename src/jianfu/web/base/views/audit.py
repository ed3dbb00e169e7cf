"""The page of one audit entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.queries import audit


@guard(Permission.AUDIT_VIEW)
@require_GET
def audit_entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Show what one entry says, field by field."""
    entry = get_object_or_404(audit.seen_by(moment_of(request).by), pk=seq)
    return render(request, "base/audit_entry.html", {"entry": entry, "changes": audit.changes_of(entry)})
