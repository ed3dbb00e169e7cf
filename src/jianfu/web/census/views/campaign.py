"""Pages of campaigns: drawing up, progress and what to do next, moves, digests."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.models import Job
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import campaign as actions
from jianfu.web.census.actions.at_length import remind_or_start
from jianfu.web.census.actions.reminding import mail_is_set_up
from jianfu.web.census.forms.campaign import CampaignForm
from jianfu.web.census.models import Campaign
from jianfu.web.census.queries import mine
from jianfu.web.census.queries import reconciliation as reconciling
from jianfu.web.census.queries.coverage import campaigns_in, coverage_of, place_for
from jianfu.web.census.views.answering import attempt
from jianfu.web.census.views.lines import asked_words
from jianfu.web.units.models import Unit


@guard(Permission.CENSUS_OPEN)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Draw up a campaign."""
    moment = moment_of(request)
    among = Unit.objects.filter(moment.by.scope(Permission.CENSUS_OPEN))
    begun = {"scope": moment.by.unit_for(Permission.CENSUS_OPEN), "opens_on": timezone.localdate(moment.at)}
    form = CampaignForm(request.POST or None, among=among, initial=begun)
    if request.method == "POST" and form.is_valid():
        campaign = form.save(commit=False)
        if attempt(request, lambda: actions.draw_up(campaign=campaign, **moment._asdict()), _("已建为草稿。")):
            return redirect("census:campaign", campaign.pk)
    context = {"form": form, "heading": _("新建排查"), "submit_label": _("保存为草稿")}
    return render(request, "census/form.html", context, status=400 if form.errors else 200)


@guard(Permission.CENSUS_VIEW)
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a campaign: what it asks, how far it is, and what this actor can do next."""
    moment = moment_of(request)
    found = get_object_or_404(campaigns_in(moment.by), pk=pk)
    place = place_for(moment.by, found) or found.scope
    coverage = coverage_of(moment.by, found, place, as_of=timezone.localdate(moment.at))
    context = {
        "campaign": found,
        "place": place,
        "coverage": coverage,
        "takes_answers": found.takes_answers,
        "may_open": moment.by.may_at(Permission.CENSUS_OPEN, found.scope),
        "may_coordinate": moment.by.may(Permission.CENSUS_COORDINATE),
        "fill_in": mine.to_fill_in(moment.by).filter(campaign=found)[:3],
        "sign": mine.to_sign(moment.by).filter(campaign=found)[:3],
        "questions": reconciling.to_answer(moment.by).filter(campaign=found).count(),
        "baseline": getattr(found, "baseline", None),
        "mails": mail_is_set_up(),
        "categories": [word["label"] for word in asked_words(found.categories)],
    }
    return render(request, "census/campaign.html", context)


@guard(Permission.CENSUS_OPEN)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a campaign, begin its reconciliation, or end it."""
    moment = moment_of(request)
    found = get_object_or_404(campaigns_in(moment.by), pk=pk)
    moves = {
        Campaign.State.OPEN.value: (actions.open_campaign, _("排查已开始，每个在设单位各有一张预填好的申报表。")),
        Campaign.State.RECONCILING.value: (actions.reconcile, _("已转入比对。")),
        Campaign.State.CLOSED.value: (actions.close, _("排查已结束。")),
    }
    act, said = moves.get(request.POST.get("to", ""), (None, ""))
    if act is not None:
        attempt(request, lambda: act(campaign=found, **moment._asdict()), said)
    return redirect("census:campaign", pk)


@guard(Permission.CENSUS_COORDINATE)
@require_POST
def remind_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Put every open table of the actor's units into the digests of the day."""
    moment = moment_of(request)
    found = get_object_or_404(campaigns_in(moment.by), pk=pk)
    reminded: list[Job | tuple[int, int]] = []
    if not attempt(request, lambda: reminded.append(remind_or_start(campaign=found, **moment._asdict())), ""):
        return redirect("census:campaign", pk)
    if isinstance(job := reminded[0], Job):
        return redirect("base:job", job.pk)
    messages.success(request, _("已并入今天的提醒，每人每天只有一份。"))
    if job[1]:
        messages.warning(request, _("有 %(n)d 张表没有可提醒的人，请先分派。") % {"n": job[1]})
    return redirect("census:campaign", pk)


@guard(Permission.CENSUS_DECLARE, Permission.CENSUS_SIGN)
def own(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person: tables to fill in and to sign."""
    by = moment_of(request).by
    context = {
        "may_declare": by.may(Permission.CENSUS_DECLARE),
        "fill_in": mine.to_fill_in(by)[: mine.MOST],
        "sign": mine.to_sign(by)[: mine.MOST],
        "questions": reconciling.to_answer(by).count(),
        "done": mine.done(by)[: mine.MOST],
        "most": mine.MOST,
        "today": timezone.localdate(),
    }
    return render(request, "census/mine.html", context)


@guard()
def digest(request: HttpRequest) -> HttpResponse:
    """Show the newest digest of the person signed in, with what of it still waits."""
    moment = moment_of(request)
    newest = mine.digests_of(moment.by).first()
    waiting = mine.open_in(newest) if newest else []
    return render(
        request, "census/digest.html", {"digest": newest, "waiting": waiting, "today": timezone.localdate(moment.at)}
    )
