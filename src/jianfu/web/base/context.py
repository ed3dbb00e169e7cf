"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jianfu import __version__
from jianfu.web.base.actor import ANONYMOUS
from jianfu.web.base.navigation import links_for, own_links_for
from jianfu.web.base.permissions import ROLE_NAMES


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the mode, the version and the links of the navigation for the page frame."""
    actor = getattr(request, "actor", ANONYMOUS)
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "version": __version__,
        "navigation": links_for(actor, request.path),
        "account_links": own_links_for(actor),
        "role_names": sorted(str(ROLE_NAMES[role]) for role in actor.roles()),
    }
