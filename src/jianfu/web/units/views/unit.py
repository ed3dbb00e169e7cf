"""Pages of units: the tree, one unit, its facts, and what becomes of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jianfu.web.base.guard import guard
from jianfu.web.base.models import User
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.units.actions import unit as actions
from jianfu.web.units.forms.unit import NewUnitForm, PostForm, ReformForm, UnitForm
from jianfu.web.units.models import Unit
from jianfu.web.units.queries import post as posts
from jianfu.web.units.queries import succession
from jianfu.web.units.queries import unit as queries


@guard(Permission.UNITS_VIEW)
def tree(request: HttpRequest) -> HttpResponse:
    """Show the tree from one unit down, a level at a time."""
    moment = moment_of(request)
    at = queries.visible(moment.by).filter(unit_id=request.GET.get("at", "")).first()
    rows = queries.children(at) if at else queries.roots(moment.by)
    above = [unit for unit in (queries.above(at) if at else []) if moment.by.may_at(Permission.UNITS_VIEW, unit)]
    return render(request, "units/tree.html", {"at": at, "rows": rows, "above": above})


@guard(Permission.UNITS_VIEW)
def unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Show one unit: facts, who leads it 块上 and 条上, units below, posts, changes."""
    moment = moment_of(request)
    found = get_object_or_404(queries.visible(moment.by).select_related("parent"), unit_id=unit_id)
    today = timezone.localdate(moment.at)
    context = {
        "unit": found,
        "above": queries.above(found),
        "leads": queries.line_leads(found),
        "rows": queries.children(found),
        "posts": posts.of_unit(found, as_of=today),
        "changes": found.changes.select_related("successor").order_by("-on", "-pk"),
        "inherited": found.inherited.select_related("unit").order_by("-on", "-pk"),
        "may_change": moment.by.may_at(Permission.UNITS_CHANGE, found),
        "may_staff": moment.by.may_at(Permission.PEOPLE_CHANGE, found),
        "post_form": PostForm(people=people_of(found)),
    }
    return render(request, "units/unit.html", context)


def people_of(unit: Unit):  # type: ignore[no-untyped-def]  # a queryset of people
    """Return the active people who hold a role at the unit, by name."""
    held = unit.grants.filter(posts.held_on(timezone.localdate())).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")


@guard(Permission.UNITS_CHANGE)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Found a unit."""
    moment = moment_of(request)
    above = queries.changeable(moment.by).filter(state=Unit.State.ACTIVE)
    form = NewUnitForm(request.POST or None, among=above, initial={"parent": request.GET.get("parent", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.create(values=said, parent=said["parent"], reason=said["reason"], **moment._asdict())
        except UnableToSave as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已新增单位。"))
            return redirect("units:unit", made.unit_id)
    return render(request, "units/form.html", {"form": form, "heading": _("新增单位")}, status=_status(form))


@guard(Permission.UNITS_CHANGE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Correct a unit's facts."""
    moment = moment_of(request)
    found = get_object_or_404(queries.changeable(moment.by), unit_id=unit_id)
    form = UnitForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change(
                unit=found, values=said, version=said["version"] or 0, reason=said["reason"], **moment._asdict()
            )
        except UnableToSave as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已保存。"))
            return redirect("units:unit", found.unit_id)
    return render(
        request, "units/form.html", {"form": form, "unit": found, "heading": _("更正单位信息")}, status=_status(form)
    )


@guard(Permission.UNITS_CHANGE)
@require_http_methods(["GET", "POST"])
def reform(request: HttpRequest, unit_id: str) -> HttpResponse:
    """State what became of a unit: renamed, moved, merged, split, abolished."""
    moment = moment_of(request)
    found = get_object_or_404(queries.changeable(moment.by).filter(state=Unit.State.ACTIVE), unit_id=unit_id)
    among = queries.changeable(moment.by).filter(state=Unit.State.ACTIVE)
    form = ReformForm(request.POST or None, among=among, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        try:
            actions.reform(unit=found, said=actions.Reform(**said), version=version, **moment._asdict())
        except UnableToSave as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已登记机构变动。"))
            return redirect("units:unit", found.unit_id)
    context = {
        "form": form, "unit": found, "heading": _("机构变动"), "reform": True, "holdings": succession.held(found),
        "people": succession.people(found, as_of=timezone.localdate(moment.at)),
    }  # fmt: skip
    return render(request, "units/form.html", context, status=_status(form))


def _status(form: UnitForm | ReformForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
