"""One line in full, a new entry, and the page on which a responsible person signs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import signing as actions
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.content import hash_of, lines_of
from jianfu.web.census.views.answering import attempt
from jianfu.web.census.views.declaration import found
from jianfu.web.census.views.lines import shown_line


@guard(Permission.CENSUS_SIGN)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that differs from the register, and take a signature under exactly what is shown."""
    table, moment = found(request, pk), moment_of(request)
    if not moment.by.may_at(Permission.CENSUS_SIGN, table.unit):
        raise Http404
    if request.method == "POST":
        seen = request.POST.get("seen_hash", "")
        done = attempt(
            request,
            lambda: actions.sign_off(declaration=table, seen_hash=seen, **moment._asdict()),
            _("已审签，并已入库。"),
        )
        return redirect("census:declaration" if done else "census:sign", pk)
    return render(request, "census/sign.html", _shown(table, moment.by.user_pk))


def _shown(table: Declaration, user_pk: int | None) -> dict[str, Any]:
    lines = lines_of(table)
    seen = hash_of(table, lines)
    told = [shown_line(line) for line in lines]
    return {
        "declaration": table,
        "campaign": table.campaign,
        "groups": [
            (kind, [each for each in told if each.line.kind == kind]) for kind in ("new", "change", "gone", "absent")
        ],
        "confirmed": [each for each in told if each.line.kind == "confirm"],
        "total": len(lines),
        "seen_hash": seen,
        "moved": table.content_hash and seen != table.content_hash,
        "waits": table.state == Declaration.State.HANDED_IN,
        "own": table.handed_in_by_id == user_pk or table.rows.filter(changed_by=user_pk).exists(),
    }


@guard(Permission.CENSUS_SIGN, Permission.CENSUS_COORDINATE)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the table with a reason."""
    table, moment = found(request, pk), moment_of(request)
    reason = request.POST.get("reason", "")
    done = attempt(
        request, lambda: actions.send_back(declaration=table, reason=reason, **moment._asdict()), _("已退回。")
    )
    return redirect("census:declaration" if done else "census:sign", pk)
