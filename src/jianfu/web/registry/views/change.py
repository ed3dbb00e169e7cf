"""Enter an entry or change what it says; possible duplicates are shown while typing and before saving."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jianfu.engine.names.platform import recognise
from jianfu.web.base.actor import Actor
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.unable import Unable
from jianfu.web.registry.actions import asset as actions
from jianfu.web.registry.actions import request as requests
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.forms.asset import GROUPS, AssetForm, initial_of, proposed_of
from jianfu.web.registry.models import Asset, ChangeRequest
from jianfu.web.registry.queries import asset as queries
from jianfu.web.registry.queries import request as queries_of_requests
from jianfu.web.registry.queries import words
from jianfu.web.registry.queries.duplicates import Alike, Draft, possible
from jianfu.web.registry.views.asset import found
from jianfu.web.registry.views.deciding import CHANGE, PROPOSE, decide, direct, doing_of, either
from jianfu.web.units.models import Unit

Kind = ChangeRequest.Kind
CORRECTABLE = (Kind.CREATE, Kind.CHANGE)


@guard(CHANGE, PROPOSE)
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the category, on which the fields depend."""
    return render(request, "registry/new.html", {"categories": words.choices("category")})


@guard(CHANGE, PROPOSE)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, category: str) -> HttpResponse:
    """Enter a new entry, or propose one."""
    if category not in GROUPS:
        raise Http404
    by = moment_of(request).by
    form = AssetForm(
        _recognised(request.POST) if request.method == "POST" else None,
        category=category, units=_units(by), initial={"sponsor": by.unit_for(CHANGE) or by.unit_for(PROPOSE)},
    )  # fmt: skip
    alike: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        values = {"category": category, **form.plain()}
        alike = possible(_draft(form.data, category, form.cleaned_data["sponsor"]))
        checked = not alike or "checked" in request.POST
        if checked and (answer := _saved(request, form, Kind.CREATE, None, values)):
            return answer
    return _shown(request, form, alike, words.word_of("category", category))


@guard(CHANGE, PROPOSE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Change what an entry says, or propose to."""
    entry, by = found(request, asset_id), moment_of(request).by
    if not either(by, entry.sponsor):
        raise Http404
    form = AssetForm(request.POST or None, category=entry.category, units=_units(by), initial=initial_of(entry))
    alike: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        draft = _draft(form.data, entry.category, form.cleaned_data["sponsor"], entry)
        alike = possible(draft) if _renamed(form) else []
        checked = not alike or "checked" in request.POST
        if checked and (answer := _saved(request, form, Kind.CHANGE, entry, form.plain())):
            return answer
    return _shown(request, form, alike, entry.name, entry)


@guard(PROPOSE)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Let who proposed a new entry or a change correct it while it waits; what was shown for signing is void."""
    moment = moment_of(request)
    waiting = queries_of_requests.visible(moment.by).filter(state=ChangeRequest.State.OPEN, kind__in=CORRECTABLE)
    proposal = get_object_or_404(waiting, pk=pk, proposed_by_id=moment.by.user_pk)
    entry, values = proposal.asset, proposal.content["values"]
    category, initial = entry.category if entry else values["category"], initial_of(entry) if entry else {}
    # What is sent is compared with the entry, not with the proposal: a proposal says all in which it differs.
    proposed = {**proposed_of(values), "reason": proposal.reason} if request.method == "GET" else {}
    form = AssetForm(
        _recognised(request.POST) if request.method == "POST" else None,
        category=category, units=_units(moment.by), initial={**initial, **proposed},
    )  # fmt: skip
    alike: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        alike = possible(_draft(form.data, category, form.cleaned_data["sponsor"], entry)) if _renamed(form) else []
        if (not alike or "checked" in request.POST) and (answer := _corrected(request, form, proposal)):
            return answer
    return _shown(request, form, alike, entry.name if entry else words.word_of("category", category), entry, proposal)


def _corrected(request: HttpRequest, form: AssetForm, proposal: ChangeRequest) -> HttpResponse | None:
    """Correct the proposal; None, with the reason on the form, where that cannot be done."""
    values = form.plain() if proposal.asset else {"category": form.category, **form.plain()}
    if not values:
        form.add_error(None, _("没有任何改动。"))
        return None
    try:
        requests.edit(
            request=proposal, content={"values": values}, doing=doing_of(request, form.cleaned_data["reason"])
        )
    except Unable as error:
        form.add_error(None, error.sentence)
        return None
    messages.success(request, _("申请已修改，之前看过的内容作废，须重新审签。"))
    return redirect("registry:request", proposal.pk)


@guard(CHANGE, PROPOSE)
@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Answer while somebody types: what the address says, and which entries may be the same."""
    said, by = request.GET, moment_of(request).by
    sponsor = Unit.objects.filter(unit_id=said.get("sponsor", "")).first()
    entry = Asset.objects.filter(asset_id=said["asset_id"]).first() if said.get("asset_id") else None
    filled = _recognised(said)
    context = {
        "alike": _linked(by, possible(_draft(filled, said.get("category", ""), sponsor, entry))),
        "recognised": recognise(said.get("url", "")),
        "filled": filled if filled != said else None,
    }
    return render(request, "registry/alike_fragment.html", context)


def _recognised(said: QueryDict) -> QueryDict:
    """Return what was typed, with platform and account filled in from the address where they were left empty."""
    known = recognise(said.get("url", "")) or recognise(said.get("platform_id", ""))
    if known is None:
        return said
    filled = said.copy()
    for name, value in (("platform", known.platform), ("platform_id", known.platform_id), ("sub_kind", known.sub_kind)):
        if value and not filled.get(name):
            filled[name] = value
    return filled


def _draft(said: Any, category: str, sponsor: Unit | None, entry: Asset | None = None) -> Draft:
    texts = {name: str(said.get(name) or "") for name in ("name", "platform", "platform_id", "url", "filing_no")}
    region = said.get("region_code") or (sponsor.region_code if sponsor else "")
    return Draft(**texts, category=category, region_code=region, pk=entry.pk if entry else None)


def _renamed(form: AssetForm) -> bool:
    return bool({"name", "platform", "platform_id", "url", "filing_no"} & set(form.changed_data))


def _units(by: Actor) -> Any:
    return Unit.objects.filter(by.scope(CHANGE) | by.scope(PROPOSE))


def _saved(
    request: HttpRequest, form: AssetForm, kind: str, entry: Asset | None, values: dict[str, Any]
) -> HttpResponse | None:
    """Save or propose; None, with the reason on the form, where neither can be done."""
    said = form.cleaned_data

    def act(doing: Doing) -> Asset:
        spread: Any = {"by": doing.by, "at": doing.at, "reason": doing.reason, "request_id": doing.request_id}
        if entry is None:
            return actions.create(values=values, **spread)
        return actions.change(asset=entry, values=values, version=said["version"], **spread)

    unit = entry.sponsor if entry else said["sponsor"]
    if not values:
        form.add_error(None, _("没有任何改动。"))
        return None
    try:
        return decide(
            request, kind=kind, asset=entry, unit=unit, content={"values": values}, reason=said["reason"], act=act
        )
    except Unable as error:
        form.add_error(None, error.sentence)
        return None


def _shown(
    request: HttpRequest, form: AssetForm, alike: list[Alike], heading: str, entry: Asset | None = None,
    proposal: ChangeRequest | None = None,
) -> HttpResponse:  # fmt: skip
    by = moment_of(request).by
    unit = entry.sponsor if entry else None
    context = {
        "form": form, "alike": _linked(by, alike), "heading": heading, "asset": entry, "before_saving": bool(alike),
        "direct": proposal is None and (direct(by, unit) if unit else by.may(CHANGE)), "proposal": proposal,
    }  # fmt: skip
    wrong = request.method == "POST"
    return render(request, "registry/asset_form.html", context, status=422 if wrong else 200)


def _linked(by: Actor, listed: list[Alike]) -> list[tuple[Alike, bool, str]]:
    """Return each possible duplicate with whether the actor may open it, and its state in words."""
    seen = set(queries.visible(by).filter(pk__in=[one.asset.pk for one in listed]).values_list("pk", flat=True))
    return [(one, one.asset.pk in seen, words.word_of("state", one.asset.state)) for one in listed]
