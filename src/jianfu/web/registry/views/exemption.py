"""Pages of exemptions: how many are in force, one of them, request, decide, review, withdraw."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianfu.engine.cases.clock import deadline
from jianfu.engine.cases.period import periods
from jianfu.engine.detection.rule import Text
from jianfu.engine.schema import words
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import Moment, moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import exemption as actions
from jianfu.web.registry.forms.exemption import DecisionForm, NoteForm, RequestForm
from jianfu.web.registry.forms.filing import said
from jianfu.web.registry.models import Exemption
from jianfu.web.registry.queries import exemption as queries
from jianfu.web.registry.views.refusal import refused

REASONS = {word.code: Text(word.zh, word.en) for word in words.EXEMPTION_REASONS}


def _found(moment: Moment, pk: int) -> Exemption:
    today = timezone.localdate(moment.at)
    rows = queries.listed(moment.by, as_of=today).select_related("asset__sponsor", "requested_for", "renews")
    return get_object_or_404(rows, pk=pk)


@guard(Permission.REGISTRY_VIEW)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show how many exemptions are in force by reason, each number leading to its rows."""
    moment = moment_of(request)
    counted = queries.counted(moment.by, as_of=timezone.localdate(moment.at))
    rows = [(code, said(name), counted.get(code, 0)) for code, name in REASONS.items()]
    return render(request, "registry/exemption_figures.html", {"rows": rows, "total": sum(counted.values())})


@guard(Permission.EXEMPTION_REQUEST)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Ask for an exemption of an entry; ``renews`` names the one it carries on."""
    moment = moment_of(request)
    asset = get_object_or_404(queries.exemptible(moment.by), asset_id=asset_id)
    renews = queries.visible(moment.by).filter(asset=asset, pk=_number(request.GET.get("renews", ""))).first()
    form = RequestForm(request.POST or None, asset=asset, initial=_initial(renews, moment))
    if form.is_valid():
        try:
            asked = actions.Asked(**form.cleaned_data)
            made = actions.request(asset=asset, asked=asked, renews=renews, **moment._asdict())
        except UnableToSave as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("申请已提交，由上级单位决定。"))
            return redirect("registry:exemption", made.pk)
    context = {"form": form, "asset": asset, "renews": renews, "longest": periods()["exemption_longest"]}
    return render(request, "registry/exemption_ask.html", context, status=422 if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _initial(renews: Exemption | None, moment: Moment) -> dict[str, Any]:
    today = timezone.localdate(moment.at)
    since = max(today, renews.valid_until + timedelta(days=1)) if renews else today
    initial: dict[str, Any] = {"valid_from": since, "valid_until": deadline(periods()["exemption_longest"], since).due}
    if renews:
        initial |= {"rules": list(renews.rule_ids), "reason_code": renews.reason_code, "basis": renews.basis}
    return initial


@guard(Permission.REGISTRY_VIEW)
@require_safe
def exemption(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one exemption: what it covers, why, who asked and who decided."""
    moment = moment_of(request)
    return render(request, "registry/exemption.html", _context(moment, _found(moment, pk)))


def _context(moment: Moment, found: Exemption, decision: forms.Form | None = None) -> dict[str, Any]:
    bar = queries.bar_to_deciding(moment.by, found)
    sponsor = found.asset.sponsor
    may_ask = moment.by.may_at(Permission.EXEMPTION_REQUEST, sponsor)
    requested, approved = (found.state == state for state in (Exemption.State.REQUESTED, Exemption.State.APPROVED))
    seen = queries.hash_of(found)
    return {
        "exemption": found,
        "rules": [(rule_id, said(rule.name) if rule else "") for rule_id, rule in queries.shown_rules(found)],
        "reason": said(REASONS.get(found.reason_code, Text(found.reason_code, found.reason_code))),
        "renewals": found.renewals.order_by("pk"),
        "decision_form": (decision or DecisionForm(initial={"seen": seen})) if requested and not bar else None,
        "bar": said(Text(*actions.BARS[bar])) if requested and bar else "",
        "note_form": NoteForm(auto_id="review_%s"),
        "withdraw_form": NoteForm(auto_id="withdraw_%s"),
        "may_review": approved and (may_ask or not bar),
        "may_withdraw": (requested or approved) and (may_ask or not bar),
        "may_renew": approved and may_ask,
        "changed_since": approved and found.content_hash != seen,
    }


@guard(Permission.EXEMPTION_DECIDE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse what was seen; somebody barred from deciding gets 403, whatever roles are held."""
    moment = moment_of(request)
    found = _found(moment, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            approve = given["decision"] == "approve"
            with refused():
                actions.decide(
                    exemption=found, approve=approve, seen=given["seen"], reason=given["reason"], **moment._asdict()
                )
        except UnableToSave as error:
            # The form is shown anew with the content as it is now, so that what is decided next is what is seen.
            again = DecisionForm(initial={"seen": queries.hash_of(found), "reason": given["reason"]})
            messages.error(request, error.sentence)
            return render(request, "registry/exemption.html", _context(moment, _found(moment, pk), again), status=409)
        messages.success(request, _("决定已登记。"))
        return redirect("registry:exemption", pk)
    if bar := queries.bar_to_deciding(moment.by, found):
        raise PermissionDenied(said(Text(*actions.BARS[bar])))
    return render(request, "registry/exemption.html", _context(moment, found, form), status=422)


@guard(Permission.EXEMPTION_REQUEST, Permission.EXEMPTION_DECIDE)
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Note whether an exemption is still needed."""
    moment = moment_of(request)
    on = timezone.localdate(moment.at)
    return _noted(
        request, pk, lambda found, note: actions.review(exemption=found, note=note, on=on, **moment._asdict())
    )


@guard(Permission.EXEMPTION_REQUEST, Permission.EXEMPTION_DECIDE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End a request or an exemption before its time."""
    moment = moment_of(request)
    return _noted(request, pk, lambda found, note: actions.withdraw(exemption=found, reason=note, **moment._asdict()))


def _noted(request: HttpRequest, pk: int, act: Callable[[Exemption, str], Exemption]) -> HttpResponse:
    found = _found(moment_of(request), pk)
    try:
        with refused():
            act(found, request.POST.get("note", "")[:4000])
    except UnableToSave as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("已登记。"))
    return redirect("registry:exemption", pk)
