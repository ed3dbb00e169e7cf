"""People: the page of a person, the own account, invitations, roles, and accounts that need help."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jianfu.web.base.deed_names import ACTIONS
from jianfu.web.base.guard import guard
from jianfu.web.base.models import User
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable, UnableToPermit
from jianfu.web.units.actions import people as actions
from jianfu.web.units.forms.people import GrantForm, InviteForm, ReasonForm
from jianfu.web.units.models import Grant, Unit
from jianfu.web.units.queries import people as queries


# What the audit chain says of people, in plain words.
def _facts(user: User) -> dict[str, Any]:
    today = timezone.localdate()
    grants = list(queries.grants_of(user))
    return {
        "person": user,
        "grants": [grant for grant in grants if not grant.until or grant.until >= today],
        "ended_grants": [grant for grant in grants if grant.until and grant.until < today],
        "holdings": queries.holdings_of(user),
        "second_factor": queries.has_second_factor(user),
    }


def _seen(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(queries.visible(moment_of(request).by), pk=pk)


def _form_data(request: HttpRequest) -> dict[str, Any]:
    by = moment_of(request).by
    among = Unit.objects.filter(by.scope(Permission.PEOPLE_CHANGE))
    return {"roles": queries.roles_to_give(by), "among": among}


@guard()
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show the own account: roles, posts, password and second factor."""
    user = get_object_or_404(User, pk=moment_of(request).by.user_pk)
    return render(request, "units/account.html", _facts(user))


@guard(Permission.PEOPLE_VIEW)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: roles held and ended, posts, and what was changed when."""
    user, moment = _seen(request, pk), moment_of(request)
    may_change = moment.by.may(Permission.PEOPLE_CHANGE)
    context = {
        "history": [(ACTIONS.get(entry.action, entry.action), entry) for entry in queries.history_of(user)],
        "governs": queries.governs(moment.by, user, as_of=timezone.localdate(moment.at)),
        "may_grant": may_change and user.is_active and user.pk != moment.by.user_pk,
    }
    return render(request, "units/person.html", {**_facts(user), **context})


@guard(Permission.PEOPLE_CHANGE)
@require_http_methods(["GET", "POST"])
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Make an account with its first role, and show its initial password, this once."""
    form = InviteForm(request.POST or None, **_form_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.invite(**form.cleaned_data, **moment_of(request)._asdict())
        except Unable as error:
            form.add_error(None, error.sentence)
        else:
            return render(request, "units/initial_password.html", {"person": user, "password": password})
    return render(request, "units/invite.html", {"form": form})


@guard(Permission.PEOPLE_CHANGE)
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a further role."""
    user = _seen(request, pk)
    form = GrantForm(request.POST or None, **_form_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant(user=user, **form.cleaned_data, **moment_of(request)._asdict())
        except Unable as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已授予角色，即时生效。"))
            return redirect("units:person", pk)
    return render(request, "units/grant.html", {"form": form, "person": user})


def _because(request: HttpRequest, pk: int, act: Callable[[str], HttpResponse | None]) -> HttpResponse:
    """Do what needs a reason, then show the person's page again; say on it why something could not be done."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写事由。"))
        return redirect("units:person", pk)
    try:
        answer = act(form.cleaned_data["reason"])
    except UnableToPermit as error:
        return render(request, "units/refused.html", {"sentence": error.sentence, "pk": pk}, status=403)
    return answer or redirect("units:person", pk)


@guard(Permission.PEOPLE_CHANGE)
@require_POST
def end_grant(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """End a role a person holds."""
    user, moment = _seen(request, pk), moment_of(request)
    scope = moment.by.scope(Permission.PEOPLE_CHANGE, "unit__")
    held = get_object_or_404(Grant.objects.filter(scope, user=user).select_related("unit", "user"), pk=grant_pk)

    def act(reason: str) -> None:
        actions.end_grant(grant=held, reason=reason, **moment._asdict())
        messages.success(request, _("已终止角色，即时生效。"))

    return _because(request, pk, act)


def _treated(request: HttpRequest, pk: int, action: Callable[..., None], done: str) -> HttpResponse:
    user, moment = _seen(request, pk), moment_of(request)

    def act(reason: str) -> None:
        action(user=user, reason=reason, **moment._asdict())
        messages.success(request, done)

    return _because(request, pk, act)


@guard(Permission.PEOPLE_CHANGE)
@require_POST
def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    return _treated(request, pk, actions.close_account, _("账户已停用。"))


@guard(Permission.PEOPLE_CHANGE)
@require_POST
def open_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    return _treated(request, pk, actions.open_account, _("账户已恢复。"))


@guard(Permission.PEOPLE_CHANGE)
@require_POST
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away an account's second factor."""
    return _treated(request, pk, actions.reset_factor, _("两步验证已重置，本人登录后可重新设置。"))


@guard(Permission.PEOPLE_CHANGE)
@require_POST
@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a new initial password, and show it, this once."""
    user, moment = _seen(request, pk), moment_of(request)

    def act(reason: str) -> HttpResponse:
        password = actions.reset_password(user=user, reason=reason, **moment._asdict())
        return render(request, "units/initial_password.html", {"person": user, "password": password})

    return _because(request, pk, act)
