"""Change what hangs on an entry: functions, group audiences, relations."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.unable import Unable
from jianfu.web.registry.actions import audience, function, relation
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.actions.values import plain
from jianfu.web.registry.forms.hanging import AudienceForm, FunctionForm, Reasoned, RelationForm
from jianfu.web.registry.models import Asset, AssetRelation, ChangeRequest
from jianfu.web.registry.views.asset import found
from jianfu.web.registry.views.deciding import CHANGE, PROPOSE, decide, either
from jianfu.web.units.models import Unit

Kind = ChangeRequest.Kind
Act = Callable[[Doing], Any]


def changeable(request: HttpRequest, asset_id: str) -> Asset:
    """Return the entry where the actor may change or propose; 404 otherwise."""
    entry = found(request, asset_id)
    if not either(moment_of(request).by, entry.sponsor):
        raise Http404
    return entry


@guard(CHANGE, PROPOSE)
@require_http_methods(["GET", "POST"])
def function_put(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Add a function, or write down its last test."""
    entry = changeable(request, asset_id)
    code, region = request.GET.get("code", ""), request.GET.get("region", "")
    row = entry.functions.filter(function_code=code, region_code=region).first()
    form = FunctionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        reason = said.pop("reason")
        content = {"values": {name: plain(value) for name, value in said.items()}}
        if answer := _tried(request, entry, form, Kind.FUNCTION, content, reason, _put_function(entry, said)):
            return answer
    return _form(request, entry, form, _("功能与测试结果"))


def _put_function(entry: Asset, said: dict[str, Any]) -> Act:
    return lambda doing: function.put(asset=entry, values=said, doing=doing)


@guard(CHANGE, PROPOSE)
@require_http_methods(["GET", "POST"])
def audience_put(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Say which unit a group addresses."""
    entry = changeable(request, asset_id)
    form = AudienceForm(request.POST or None, units=Unit.objects.all())
    if request.method == "POST" and form.is_valid():
        unit, posts = form.cleaned_data["unit"], form.cleaned_data["posts"]
        content = {"unit": unit.unit_id, "posts": posts}

        def act(doing: Doing) -> Any:
            return audience.put(asset=entry, unit=unit, posts=posts, doing=doing)

        if answer := _tried(request, entry, form, Kind.AUDIENCE, content, form.cleaned_data["reason"], act):
            return answer
    return _form(request, entry, form, _("群组对象单位"))


@guard(CHANGE, PROPOSE)
@require_http_methods(["GET", "POST"])
def relation_add(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Say how the entry stands to another."""
    entry = changeable(request, asset_id)
    form = RelationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        content = {"kind": said["kind"], "other": said["other"].asset_id, "since": plain(said["since"])}

        def act(doing: Doing) -> Any:
            return relation.add(asset=entry, kind=said["kind"], other=said["other"], since=said["since"], doing=doing)

        if answer := _tried(request, entry, form, Kind.RELATION, content, said["reason"], act):
            return answer
    return _form(request, entry, form, _("与其他条目的关系"))


@guard(CHANGE, PROPOSE)
@require_POST
def remove(request: HttpRequest, what: str, pk: int, asset_id: str) -> HttpResponse:
    """Take away a function or an addressed unit, or end a relation; a reason is asked."""
    entry = changeable(request, asset_id)
    form = Reasoned(request.POST)
    if not form.is_valid():
        messages.error(request, _("须写明理由。"))
        return redirect("registry:asset", entry.asset_id)
    kind, content, act = _removals(entry, pk, timezone.localdate(moment_of(request).at))[what]()
    answer = _tried(request, entry, form, kind, content, form.cleaned_data["reason"], act)
    if answer is None:
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return answer or redirect("registry:asset", entry.asset_id)


def _removals(entry: Asset, pk: int, today: Any) -> dict[str, Callable[[], tuple[str, dict[str, Any], Act]]]:
    def a_function() -> tuple[str, dict[str, Any], Act]:
        row = get_object_or_404(entry.functions, pk=pk)
        key = {"function_code": row.function_code, "region_code": row.region_code}
        return Kind.FUNCTION, {**key, "remove": True}, lambda doing: function.remove(asset=entry, doing=doing, **key)

    def an_audience() -> tuple[str, dict[str, Any], Act]:
        row = get_object_or_404(entry.audiences.select_related("unit"), pk=pk)
        content = {"unit": row.unit.unit_id, "remove": True}
        return Kind.AUDIENCE, content, lambda doing: audience.remove(asset=entry, unit=row.unit, doing=doing)

    def a_relation() -> tuple[str, dict[str, Any], Act]:
        row = get_object_or_404(AssetRelation.objects.select_related("asset", "other"), pk=pk, asset=entry)
        content = {"relation": row.pk, "other": row.other.asset_id, "until": plain(today)}
        return Kind.RELATION, content, lambda doing: relation.end(relation=row, until=today, doing=doing)

    return {"function": a_function, "audience": an_audience, "relation": a_relation}


def _tried(
    request: HttpRequest, entry: Asset, form: forms.BaseForm, kind: str, content: dict[str, Any], reason: str, act: Act
) -> HttpResponse | None:
    def acting(doing: Doing) -> Asset:
        act(doing)
        return entry

    try:
        return decide(request, kind=kind, asset=entry, unit=entry.sponsor, content=content, reason=reason, act=acting)
    except Unable as error:
        form.add_error(None, error.sentence)
        return None


def _form(request: HttpRequest, entry: Asset, form: forms.BaseForm, heading: str) -> HttpResponse:
    context = {"form": form, "asset": entry, "heading": heading}
    return render(request, "registry/form.html", context, status=422 if form.is_bound else 200)
