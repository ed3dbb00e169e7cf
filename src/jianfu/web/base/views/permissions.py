"""The table of roles and permissions, in plain words, for everybody who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import (
    GRANTABLE,
    INCOMPATIBLE,
    PERMISSION_NAMES,
    PERMISSIONS,
    ROLE_NAMES,
    SEPARATED,
    Permission,
    Role,
)


@guard()
@require_GET
def permissions(request: HttpRequest) -> HttpResponse:
    """Show which role may do what, which roles may give which, and what never goes together."""
    mine = moment_of(request).by.roles()
    context = {
        "roles": [(ROLE_NAMES[role], role in mine) for role in Role],
        "rows": [(PERMISSION_NAMES[each], [each in PERMISSIONS[role] for role in Role]) for each in Permission],
        "separated": [
            (PERMISSION_NAMES[one], PERMISSION_NAMES[other])
            for one, other in SEPARATED
            if one is not Permission.SYSTEM_CHANGE
        ],
        "givers": [_named(giver, given) for giver, given in GRANTABLE.items()],
        "apart": [_named(role, others) for role, others in INCOMPATIBLE.items()],
    }
    return render(request, "base/permissions.html", context)


def _named(role: Role, others: frozenset[Role]) -> tuple[object, list[object], bool]:
    """Return a role's name, the names of others in the order of the table, and whether these are all the others."""
    return ROLE_NAMES[role], [ROLE_NAMES[each] for each in Role if each in others], len(others | {role}) == len(Role)
