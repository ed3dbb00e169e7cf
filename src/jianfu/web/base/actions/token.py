"""Make, use and revoke tokens."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import ApiToken
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit, UnableToSave

MARK = "jianfu"
LONGEST = timedelta(days=366)
USE_NOTED_EVERY = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    """Return what is kept of a token: a digest that is of no use without the server's own secret."""
    return hmac.new(settings.SECRET_KEY.encode(), secret.encode(), hashlib.sha256).hexdigest()


def make(
    *, name: str, permissions: Iterable[Permission], expires_at: datetime, by: Actor, at: datetime, request_id: str = ""
) -> tuple[ApiToken, str]:
    """Make a token for the actor and return it with its text, which is shown once and kept nowhere.

    Raises UnableToPermit for a scope the actor does not hold, UnableToSave for a term beyond a year or in the past.
    """
    wanted = sorted(set(permissions))
    if by.user_pk is None or by.token_pk is not None or not all(by.may(permission) for permission in wanted):
        raise UnableToPermit(
            zh="令牌的范围不能超出您自己的权限，也不能用令牌再建令牌。请减少所选的范围。",
            en="A token cannot do more than you may, and cannot be made with a token. Choose fewer scopes.",
        )
    if not at < expires_at <= at + LONGEST:
        raise UnableToSave(
            zh="令牌的失效时间须在今后一年之内。请另选日期。",
            en="A token expires within a year from now. Choose another day.",
        )
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user_id=by.user_pk, name=name, prefix=prefix, digest=digest_of(secret), permissions=wanted,
            created_at=at, expires_at=expires_at,
        )  # fmt: skip
        after = {"name": name, "permissions": wanted, "expires_at": expires_at.isoformat()}
        audit.write(by=by, at=at, deeds=[Deed("tokens.make", "token", prefix, None, after)], request_id=request_id)
    return token, f"{MARK}_{prefix}_{secret}"


def recognise(text: str, *, at: datetime) -> ApiToken | None:
    """Return the token a program showed, None where it is unknown, expired, revoked, or its person no longer active."""
    mark, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    found = ApiToken.objects.select_related("user").filter(prefix=prefix).first() if mark == MARK else None
    if found is None or not hmac.compare_digest(found.digest, digest_of(secret)):
        return None
    if found.revoked_at is not None or found.expires_at <= at or not found.user.is_active:
        return None
    if found.last_used_at is None or at - found.last_used_at > USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=at)
    return found


def revoke(*, token: ApiToken, by: Actor, at: datetime, request_id: str = "") -> None:
    """Revoke a token of the actor's own; administrators may revoke anybody's. Raises UnableToPermit."""
    if token.user_id != by.user_pk and not by.may(Permission.SYSTEM_CHANGE):
        raise UnableToPermit(zh="只能停用您自己的令牌。", en="You can revoke your own tokens only.")
    with transaction.atomic():
        ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
        audit.write(by=by, at=at, deeds=[Deed("tokens.revoke", "token", token.prefix)], request_id=request_id)
