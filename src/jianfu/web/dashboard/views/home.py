"""The first page: for who is signed in, the figures in scope and what waits; for the public, where to go."""

from datetime import date

from django.conf import settings
from django.contrib.auth import login
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jianfu.engine.schema import words
from jianfu.web.base.actor import Actor
from jianfu.web.base.guard import public
from jianfu.web.base.models import User
from jianfu.web.base.moment import Moment, moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Baseline, Campaign
from jianfu.web.census.queries import coverage
from jianfu.web.census.queries.restated import picture_of
from jianfu.web.census.views.coverage import Row, map_in
from jianfu.web.census.views.tiles import LEGEND
from jianfu.web.dashboard.queries import stock, waiting
from jianfu.web.units.models import Grant

MOST_CAMPAIGNS = 3
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """Show the dashboard, or where the public may go."""
    moment = moment_of(request)
    if not moment.by.is_signed_in:
        return render(request, "dashboard/welcome.html", {"accounts": demo_accounts()})
    return render(request, "dashboard/home.html", _context(moment))


def _context(moment: Moment) -> dict[str, object]:
    actor, today = moment.by, timezone.localdate(moment.at)
    sees = actor.may(Permission.REGISTRY_VIEW)
    lines = stock.divisions(actor) if sees else []
    return {
        "today": today,
        "waiting": waiting.waiting(actor, as_of=today),
        "stock": stock.stock(actor, as_of=today) if sees else [],
        "states": [*words.STATES, None],
        "divisions": lines,
        "longest": stock.highest(lines),
        "categories": words.CATEGORIES,
        "campaigns": _campaigns(actor, today) if actor.may(Permission.CENSUS_VIEW) else [],
        "fresh_days": stock.FRESH_DAYS,
    }


def _campaigns(actor: Actor, today: date) -> list[dict[str, object]]:
    """Return the campaigns in sight that are under way or frozen, the widest first, with coverage and baseline."""
    shown = (Campaign.State.OPEN, Campaign.State.RECONCILING, Campaign.State.FROZEN)
    found = coverage.campaigns_in(actor).filter(state__in=shown).alias(asked=Count("declarations"))
    drawn = (_campaign(actor, one, today) for one in found.order_by("-asked", "-opens_on", "-pk")[:MOST_CAMPAIGNS])
    return [one for one in drawn if one is not None]


def _campaign(actor: Actor, found: Campaign, today: date) -> dict[str, object] | None:
    place = coverage.place_for(actor, found)
    if place is None:
        return None
    counted = coverage.coverage_of(actor, found, place, as_of=today)
    baseline = Baseline.objects.filter(campaign=found).first()
    return {
        "campaign": found,
        "place": place,
        "whole": Row(found, counted.whole),
        "map": map_in(found, counted),
        "legend": LEGEND,
        "baseline": baseline,
        "picture": picture_of(actor, baseline, place) if baseline else None,
    }


def demo_accounts() -> list[Grant]:
    """Return the accounts a demonstration offers, by role; none outside demo mode."""
    if not settings.DEMO:
        return []
    made = Grant.objects.filter(user__username__startswith="demo-", user__is_active=True, until=None)
    first: dict[int, Grant] = {}
    for grant in made.select_related("user", "unit").order_by("pk"):
        first.setdefault(grant.user_id, grant)
    return list(first.values())


@require_POST
@public
def enter_demo(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the accounts of a demonstration; 404 outside demo mode."""
    if not settings.DEMO or not username.startswith("demo-"):
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    login(request, user, backend=BACKEND)
    return redirect("dashboard:home")
