"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jianfu.web.base.navigation import entries_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the mode and the entries of the navigation for the page frame."""
    actor = getattr(request, "actor", None)
    return {"actor": actor, "demo": settings.DEMO, "navigation": entries_for(actor) if actor else ()}
