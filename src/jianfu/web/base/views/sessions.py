"""The page of the own sessions: where one is signed in, and how to end it there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jianfu.web.base.actions import sign_in
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.queries import sessions as queries


@guard()
@never_cache
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the reader's own sessions."""
    by, at, _request_id = moment_of(request)
    rows = queries.own(by.user_pk, this=request.session.session_key, at=at)
    return render(request, "base/sessions.html", {"rows": rows, "others": sum(not row.is_this for row in rows)})


@guard()
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End the one named, or without a name all but the one that asks."""
    moment = moment_of(request)
    mark, this = request.POST.get("mark", ""), request.session.session_key
    sign_in.end_sessions(mark=mark, but=this or "", **moment._asdict())
    messages.success(request, _("已在那里退出登录。") if mark else _("其他会话已全部退出。"))
    return redirect("base:sessions")
