"""What a person may know of the own sessions."""

from collections.abc import Callable
from datetime import timedelta

from tests.web.conftest import AT

from jianfu.web.base.models import OpenSession, User
from jianfu.web.base.queries import sessions


def test_only_ones_own_that_have_not_run_out_are_told_and_never_their_keys(person: Callable[..., User]) -> None:
    mine, other = person(), person()
    for key, user, hours in (("this", mine, 1), ("phone", mine, 1), ("ended", mine, -1), ("foreign", other, 1)):
        OpenSession.objects.create(
            session_key=key, session_data="", user=user, expire_date=AT + timedelta(hours=hours), seen_at=AT
        )
    OpenSession.objects.create(session_key="nobody", session_data="", expire_date=AT + timedelta(hours=1))
    own = sessions.own(mine.pk, this="this", at=AT)
    assert [(row.mark, row.is_this) for row in own] == [
        (sessions.mark_of("phone"), False),
        (sessions.mark_of("this"), True),
    ]
    assert "phone" not in str(own)
    assert sessions.own(None, this=None, at=AT) == []
