"""What people change about their own way in: the password, the second factor, the OpenID Connect link."""

from datetime import datetime

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User
from jianfu.web.base.queries.sessions import mark_of, open_of


def change_password(*, user: User, password: str, by: Actor, at: datetime, request_id: str = "") -> None:
    """Set the password its owner chose; it is no initial password from now on, and never runs out."""
    before = {"must_change_password": user.must_change_password}
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        deed = Deed("sign_in.change_password", "person", str(user.pk), before, {"must_change_password": False})
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def close_initial_password(*, user: User, provider: str, by: Actor, at: datetime, request_id: str = "") -> None:
    """Write that an account was linked to a provider; an initial password, which others know, opens nothing now."""
    before = {"must_change_password": user.must_change_password}
    with transaction.atomic():
        if user.must_change_password:
            user.set_unusable_password()
            user.must_change_password = False
            user.save(update_fields=["password", "must_change_password"])
        after = {"must_change_password": False, "provider": provider}
        deed = Deed("sign_in.link", "person", str(user.pk), before, after)
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def note(*, what: str, user: User, by: Actor, at: datetime, request_id: str = "") -> None:
    """Write that the sign-in library changed something about the person's way in, such as ``totp_activated``."""
    audit.write(by=by, at=at, deeds=[Deed(f"sign_in.{what}", "person", str(user.pk))], request_id=request_id)


def end_sessions(*, mark: str, but: str, by: Actor, at: datetime, request_id: str = "") -> int:
    """End the actor's own session of that mark, or without a mark all but the one of the key ``but``.

    Returns how many ended. A session of somebody else is never found.
    """
    keys = [row.session_key for row in open_of(by.user_pk, at=at)]
    ended = [key for key in keys if (mark_of(key) == mark if mark else key != but)]
    with transaction.atomic():
        open_of(by.user_pk, at=at).filter(session_key__in=ended).order_by().delete()
        if ended:
            deed = Deed("sign_in.end_sessions", "person", str(by.user_pk), None, {"ended": len(ended)})
            audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return len(ended)
