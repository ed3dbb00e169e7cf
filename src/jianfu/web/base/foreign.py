"""Guards of routes whose views are not ours (sign-in, second factor, static files)."""

from django.urls import ResolverMatch

from jianfu.web.base.guard import PUBLIC, SIGNED_IN, Guard

# By the name of the route; those of one library share a beginning.
OPEN = (
    "account_login",
    "account_logout",
    "account_reset",
    "account_inactive",
    "account_reauthenticate",
    "openid_connect",
    "socialaccount_login",
    "mfa_authenticate",
)
OURS = ("account_", "mfa_", "socialaccount_")


def guard_of_foreign(match: ResolverMatch | None) -> Guard | None:
    """Return the guard of a route that is not ours; None for routes nobody listed."""
    name = (match.url_name or "") if match else ""
    if name.startswith(OPEN):
        return PUBLIC
    return SIGNED_IN if name.startswith(OURS) else None
