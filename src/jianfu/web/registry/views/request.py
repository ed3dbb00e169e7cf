"""The page of a change request: its diff, and the sign-off, refusal or withdrawal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jianfu.web.base.guard import guard
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable
from jianfu.web.registry.actions import request as actions
from jianfu.web.registry.models import ChangeRequest
from jianfu.web.registry.queries import request as queries
from jianfu.web.registry.views.change import CORRECTABLE
from jianfu.web.registry.views.deciding import doing_of

SIGN, PROPOSE, VIEW = Permission.REGISTRY_SIGN, Permission.REGISTRY_PROPOSE, Permission.REGISTRY_VIEW


def _found(request: HttpRequest, pk: int) -> ChangeRequest:
    return get_object_or_404(queries.visible(doing_of(request).by), pk=pk)


@guard(VIEW)
@require_safe
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal against what stands now."""
    return _shown(request, _found(request, pk))


def _shown(request: HttpRequest, proposal: ChangeRequest, status: int = 200) -> HttpResponse:
    by = doing_of(request).by
    is_open, mine = proposal.state == ChangeRequest.State.OPEN, proposal.proposed_by_id == by.user_pk
    unit = proposal.asset.sponsor if proposal.asset else proposal.unit
    context = {
        "proposal": proposal, "lines": queries.diff(proposal) if is_open else [],
        "content_hash": actions.hash_of(proposal),
        "may_sign": is_open and not mine and by.may_at(SIGN, unit), "may_withdraw": is_open and mine,
        "may_correct": is_open and mine and proposal.kind in CORRECTABLE,
    }  # fmt: skip
    return render(request, "registry/request.html", context, status=status)


@guard(SIGN, PROPOSE)
@require_POST
def decide(request: HttpRequest, pk: int, how: str) -> HttpResponse:
    """Sign off what was shown, send it back with a reason, or withdraw it."""
    proposal, doing = _found(request, pk), doing_of(request, request.POST.get("reason", "").strip())
    done = {"sign": _("已审签，变更已生效。"), "refuse": _("已退回。"), "withdraw": _("已撤回。")}
    if how not in done:
        raise Http404
    try:
        if how == "sign":
            actions.sign(request=proposal, content_hash=request.POST.get("content_hash", ""), doing=doing)
        else:
            {"refuse": actions.refuse, "withdraw": actions.withdraw}[how](request=proposal, doing=doing)
    except Unable as error:
        messages.error(request, error.sentence)
        return _shown(request, _found(request, pk), status=409)
    messages.success(request, done[how])
    return redirect("registry:request", proposal.pk)
