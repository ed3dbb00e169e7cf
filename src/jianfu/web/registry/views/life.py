"""Move an entry through its life, or propose the move."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jianfu.engine.cases.life import BY_CODE, moves_from
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.unable import Unable
from jianfu.web.registry.actions import life as actions
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.forms.hanging import MoveForm
from jianfu.web.registry.models import Asset, ChangeRequest
from jianfu.web.registry.queries import life, words
from jianfu.web.registry.views.asset import found
from jianfu.web.registry.views.deciding import CHANGE, PROPOSE, decide, either


@guard(CHANGE, PROPOSE)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, move: str, asset_id: str) -> HttpResponse:
    """Ask for what the move needs, and make or propose it."""
    entry = found(request, asset_id)
    standing, asked = life.standing_of(entry), BY_CODE.get(move)
    if asked is None or not either(moment_of(request).by, entry.sponsor):
        raise Http404
    initial = {"version": entry.version, "notice_url": entry.closing_notice_url, "notice_on": entry.closing_notice_on}
    form = MoveForm(request.POST or None, move=asked, uncovered=standing.uncovered, initial=initial)
    if request.method == "POST" and form.is_valid() and (answer := _made(request, entry, move, form)):
        return answer
    context = {
        "form": form, "asset": entry, "word": words.text(asked.name), "uncovered": standing.uncovered,
        "open": asked in moves_from(standing),
    }  # fmt: skip
    return render(request, "registry/move.html", context, status=422 if request.method == "POST" else 200)


def _made(request: HttpRequest, entry: Asset, move: str, form: MoveForm) -> HttpResponse | None:
    given, version = form.given(), form.cleaned_data["version"]

    def act(doing: Doing) -> Asset:
        return actions.move(
            asset=entry, move=move, given=given, version=version, by=doing.by, at=doing.at, request_id=doing.request_id
        )

    content = {"move": move, "given": actions.content_of(given)}
    try:
        return decide(
            request, kind=ChangeRequest.Kind.MOVE, asset=entry, unit=entry.sponsor, content=content,
            reason=given.reason, act=act,
        )  # fmt: skip
    except Unable as error:
        form.add_error(None, error.sentence)
        return None
