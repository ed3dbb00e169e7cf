"""Make a change at once where the actor may, else propose it to the unit's responsible person."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.actions import request as requests
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

CHANGE, PROPOSE = Permission.REGISTRY_CHANGE, Permission.REGISTRY_PROPOSE


def doing_of(request: HttpRequest, reason: str = "", permission: Permission = CHANGE) -> Doing:
    """Return who does what when, read from the request once."""
    moment = moment_of(request)
    return Doing(moment.by, moment.at, reason, moment.request_id, permission)


def direct(actor: Actor, unit: Unit) -> bool:
    """Tell whether the actor changes entries of that unit without asking."""
    return actor.may_at(CHANGE, unit)


def either(actor: Actor, unit: Unit) -> bool:
    """Tell whether the actor may change or propose."""
    return direct(actor, unit) or actor.may_at(PROPOSE, unit)


def decide(
    request: HttpRequest, *, kind: str, asset: Asset | None, unit: Unit, content: Mapping[str, Any], reason: str,
    act: Callable[[Doing], Asset | None],
) -> HttpResponse:  # fmt: skip
    """Make or propose a change, say which, and lead to its page. Raises UnableToPermit, UnableToSave as actions do."""
    doing = doing_of(request, reason)
    if direct(doing.by, unit):
        made = act(doing) or asset
        messages.success(request, _("已保存。"))
        return redirect("registry:asset", made.asset_id) if made else redirect("registry:assets")
    proposal = requests.propose(kind=kind, asset=asset, unit=unit, content=content, doing=doing)
    messages.success(request, _("已提交单位负责人审签。"))
    return redirect("registry:request", proposal.pk)
