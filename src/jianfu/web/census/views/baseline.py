"""Pages of the baseline: preview and freeze, N0 and N0 restated, what waits to be attached."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.models import Job
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import freezing
from jianfu.web.census.actions.at_length import freeze_or_start
from jianfu.web.census.forms.campaign import ReasonForm
from jianfu.web.census.models import Baseline
from jianfu.web.census.queries import counted
from jianfu.web.census.queries.coverage import campaigns_in, place_for
from jianfu.web.census.queries.restated import Part, picture_of
from jianfu.web.census.views.answering import attempt
from jianfu.web.registry.queries import words
from jianfu.web.units.models.unit import Level

NAMED = 25


@guard(Permission.CENSUS_OPEN)
@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a freeze would count and which units are not signed; freeze it when asked to."""
    moment = moment_of(request)
    campaign = get_object_or_404(
        campaigns_in(moment.by).filter(moment.by.scope(Permission.CENSUS_OPEN, "scope__")), pk=pk
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        started: list[Job | None] = []
        freeze = lambda: started.append(freeze_or_start(campaign=campaign, reason=reason, **moment._asdict()))  # noqa: E731
        if not attempt(request, freeze, ""):
            return redirect("census:campaign", campaign.pk)
        if job := started[0]:
            return redirect("base:job", job.pk)
        messages.success(request, _("底数已冻结。"))
        return redirect("census:baseline", campaign.pk)
    entries = counted.to_freeze(campaign, on=timezone.localdate(moment.at))
    by_category = counted.count_by_category(entries)
    unsigned = counted.unsigned(campaign)
    context = {
        "campaign": campaign,
        "form": form,
        "counts": [(word, by_category.get(code, 0)) for code, word in words.choices("category")],
        "total": sum(by_category.values()),
        "undated": entries.filter(declared_on=None).count(),
        "unsigned": unsigned[:NAMED],
        "unsigned_count": unsigned.count(),
        "frozen": Baseline.objects.filter(campaign=campaign).exists(),
    }
    return render(request, "census/freeze.html", context, status=400 if form.errors else 200)


@guard(Permission.CENSUS_VIEW)
def baseline(request: HttpRequest, pk: int) -> HttpResponse:
    """Show N0 as frozen and as restated, by category, level and place, and what waits to be attached."""
    moment = moment_of(request)
    campaign = get_object_or_404(campaigns_in(moment.by), pk=pk)
    found = get_object_or_404(Baseline.objects.select_related("campaign__scope", "frozen_by"), campaign=campaign)
    place = place_for(moment.by, campaign, request.GET.get("at", ""))
    if place is None:
        raise Http404
    picture = picture_of(moment.by, found, place)
    may_attach = any(
        moment.by.may_at(each, campaign.scope) for each in (Permission.CENSUS_OPEN, Permission.CENSUS_COORDINATE)
    )
    waiting = counted.candidates(found).filter(moment.by.scope(Permission.CENSUS_VIEW, "sponsor__"))
    names = dict(words.choices("category"))
    shared = {"campaign": campaign.pk, "unit": place.unit_id}
    context = {
        "campaign": campaign,
        "baseline": found,
        "place": place,
        "whole": _row(Part("", place.name, "", picture.whole), shared),
        "categories": [(names[part.key], _row(part, {**shared, "category": part.key})) for part in picture.categories],
        "levels": [
            (dict(Level.choices).get(part.key, "—"), _row(part, {**shared, "level": part.key}))
            for part in sorted(picture.levels, key=lambda part: [*Level.values, ""].index(part.key))
        ],
        "places": [_row(part, {**shared, "unit": part.key}, own=part.key == place.unit_id) for part in picture.places],
        "waiting": waiting.select_related("sponsor").order_by("-declared_on", "pk")[:NAMED],
        "waiting_count": waiting.count(),
        "may_attach": may_attach,
    }
    return render(request, "census/baseline.html", context)


def _row(part: Part, narrow: dict[str, Any], *, own: bool = False) -> dict[str, Any]:
    """Return a part with the addresses of its rows; ``own``: the place's own entries, nothing below."""
    asked: dict[str, Any] = {name: narrow[name] for name in ("campaign", "category", "level") if name in narrow}
    asked["sponsor__itself" if own else "sponsor"] = narrow["unit"]
    query = urlencode(asked)
    rate = part.figures.omission_rate
    return {
        "part": part,
        "figures": part.figures,
        "declared": f"{reverse('census:baseline_entries')}?{query}",
        "found": f"{reverse('census:late_finds')}?{query}",
        "percent": None if rate is None else f"{rate * 100:.2f}".rstrip("0").rstrip("."),
        "own": own,
    }


@guard(Permission.CENSUS_OPEN, Permission.CENSUS_COORDINATE)
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach every late find that waits."""
    moment = moment_of(request)
    found = get_object_or_404(
        Baseline.objects.select_related("campaign__scope"), campaign__in=campaigns_in(moment.by), campaign=pk
    )
    attempt(request, lambda: freezing.attach(baseline=found, **moment._asdict()), _("补登条目已并入，重述底数已更新。"))
    return redirect("census:baseline", pk)
