"""Is this official? Open to everybody; says public facts alone and accuses nobody."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jianfu.web.base.guard import public
from jianfu.web.registry.queries import official as queries
from jianfu.web.registry.queries import words

LONGEST = 500


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Answer whether an address, number or name is in the register."""
    asked = _asked(request)
    found = queries.check(asked) if asked else []
    return render(request, "registry/check.html", {"asked": asked, "found": found})


@public
@require_safe
def check_json(request: HttpRequest) -> HttpResponse:
    """Give the same answer to machines."""
    asked = _asked(request)
    found = [queries.plain(one) for one in queries.check(asked)]
    answer = {"asked": asked, "official": any(one["answer"] == "official" and not one["by_name"] for one in found)}
    return JsonResponse({**answer, "found": found}, json_dumps_params={"ensure_ascii": False})


@public
@require_safe
def official(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Show the public facts of one entry: where its code leads."""
    entry = get_object_or_404(queries.public_entries(), asset_id=asset_id)
    context = {"one": queries.official(entry), "category": words.word_of("category", entry.category)}
    return render(request, "registry/official.html", context)
