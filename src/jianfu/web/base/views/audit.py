"""The page of one audit entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jianfu.web.base import deed_names
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import ROLE_NAMES, Permission, Role
from jianfu.web.base.queries import audit


@guard(Permission.AUDIT_VIEW)
@require_GET
def audit_entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Show what one entry says, field by field."""
    entry = get_object_or_404(audit.seen_by(moment_of(request).by), pk=seq)
    context = {
        "entry": entry,
        "action": deed_names.ACTIONS.get(entry.action, entry.action),
        "kind": deed_names.KINDS.get(entry.object_kind, entry.object_kind),
        "role": ROLE_NAMES[Role(entry.role)] if entry.role in set(Role) else entry.role,
        "changes": audit.changes_of(entry),
    }
    return render(request, "base/audit_entry.html", context)
