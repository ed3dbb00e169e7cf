"""Posts: founded, ended, held, and handed over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.models import User
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable, UnableToSave
from jianfu.web.units.actions import post as actions
from jianfu.web.units.forms.unit import HandOverForm, HolderForm, PostForm
from jianfu.web.units.models import Grant, Post
from jianfu.web.units.queries import post as queries
from jianfu.web.units.queries import unit as units
from jianfu.web.units.views.unit import people_of


@guard(Permission.PEOPLE_CHANGE)
@require_POST
def add(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Found a post of a unit, held by a person of that unit where one is named."""
    moment = moment_of(request)
    unit = get_object_or_404(
        units.visible(moment.by).filter(moment.by.scope(Permission.PEOPLE_CHANGE)), unit_id=unit_id
    )
    form = PostForm(request.POST, people=people_of(unit))
    if not form.is_valid():
        messages.error(request, _("请填写岗位名称，并从本单位人员中选择任岗人员。"))
        return redirect("units:unit", unit_id)
    post = actions.create(unit=unit, name=form.cleaned_data["name"], **moment._asdict())
    if holder := form.cleaned_data["holder"]:
        actions.give(post=post, user=holder, since=timezone.localdate(moment.at), **moment._asdict())
    messages.success(request, _("已新增岗位。"))
    return redirect("units:unit", unit_id)


def _staffed(request: HttpRequest, pk: int) -> Post:
    scope = moment_of(request).by.scope(Permission.PEOPLE_CHANGE, "unit__")
    return get_object_or_404(Post.objects.filter(scope, ended_on=None).select_related("unit"), pk=pk)


@guard(Permission.PEOPLE_CHANGE)
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who holds a post."""
    post = _staffed(request, pk)
    form = HolderForm(request.POST or None, people=people_of(post.unit))
    if request.method == "POST" and form.is_valid():
        moment = moment_of(request)
        since = timezone.localdate(moment.at)
        actions.give(post=post, user=form.cleaned_data["holder"], since=since, **moment._asdict())
        messages.success(request, _("已指定任岗人员。"))
        return redirect("units:unit", post.unit.unit_id)
    return render(request, "units/form.html", {"form": form, "unit": post.unit, "named": post.name})


@guard(Permission.PEOPLE_CHANGE)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post that nothing answers to any more."""
    post, moment = _staffed(request, pk), moment_of(request)
    try:
        reason = request.POST.get("reason", "")
        actions.end(post=post, on=timezone.localdate(moment.at), reason=reason, **moment._asdict())
        messages.success(request, _("已撤销岗位。"))
    except UnableToSave as error:
        messages.error(request, error.sentence)
    return redirect("units:unit", post.unit.unit_id)


@guard(Permission.PEOPLE_CHANGE)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person leave: show what would be left without anybody, and hand it over in one step."""
    moment = moment_of(request)
    within = Grant.objects.filter(moment.by.scope(Permission.PEOPLE_CHANGE, "unit__"))
    user = get_object_or_404(User.objects.filter(pk__in=within.values("user"), is_active=True), pk=pk)
    today = timezone.localdate(moment.at)
    left = queries.sole_holdings(user, as_of=today)
    heirs = queries.possible_heirs(user, as_of=today)
    form = HandOverForm(request.POST or None, people=heirs, must=bool(left), initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over(user=user, **form.cleaned_data, **moment._asdict())
        except Unable as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("交接已办结。"))
            return redirect("units:people")
    context = {"form": form, "person": user, "left": left, "grants": queries.grants_of(user, as_of=today)}
    return render(request, "units/hand_over.html", context)
