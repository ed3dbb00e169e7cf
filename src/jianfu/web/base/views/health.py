"""Whether the process lives, and whether it can answer."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from jianfu.web.base.guard import public
from jianfu.web.base.moment import moment_of
from jianfu.web.base.queries.health import readiness


@public
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Say that the process lives; nothing else is asked."""
    return JsonResponse({"alive": True})


@public
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether database, migrations and worker are ready; 503 where one is not."""
    said = readiness(at=moment_of(request).at)
    return JsonResponse(said, status=200 if all(said.values()) else 503)
