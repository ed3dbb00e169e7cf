"""Guards of routes whose views are not ours: sign-in and second factor."""

from django.urls import ResolverMatch

from jianfu.web.base.guard import CLOSED, PUBLIC, SIGNED_IN, Guard

_OPEN = (
    "account_login",
    "account_inactive",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    # Also leaves a sign-in that stands between password and second factor, when nobody is signed in yet.
    "account_logout",
)
_SIGNED_IN = (
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
)
# Sign-up, addresses of mail, passwords sent by mail, accounts linked by hand: none of it is done here.
_CLOSED = (
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
)

GUARDS: dict[str, Guard] = {
    **dict.fromkeys(_OPEN, PUBLIC),
    **dict.fromkeys(_SIGNED_IN, SIGNED_IN),
    **dict.fromkeys(_CLOSED, CLOSED),
}
# Old addresses the sign-in library still answers, without a name.
OLD_ADDRESSES = "sign-in/social/"


def guard_of_foreign(match: ResolverMatch | None) -> Guard | None:
    """Return the guard of a route that is not ours; None for routes nobody listed."""
    if match is None:
        return None
    if match.namespace == "api":
        # Programs come with a token, which each operation asks for itself (api.authentication).
        return PUBLIC
    if not match.url_name and match.route.startswith(OLD_ADDRESSES):
        return CLOSED
    return GUARDS.get(match.view_name)
