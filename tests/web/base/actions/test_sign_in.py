"""What people change about their own way in."""

from collections.abc import Callable

from tests.web.conftest import AT

from jianfu.web.base.actions import sign_in
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, User


def test_a_changed_password_is_written_without_the_password(person: Callable[..., User]) -> None:
    user = person()
    sign_in.change_password(user=user, password="xin-mima-2026", by=Actor(user.pk, user.name), at=AT)
    entry = AuditEntry.objects.get()
    assert user.check_password("xin-mima-2026")
    assert "xin-mima" not in str([entry.before, entry.after])
    assert (entry.action, entry.object_id) == ("sign_in.change_password", str(user.pk))


def test_a_link_closes_an_initial_password_but_leaves_ones_own(person: Callable[..., User]) -> None:
    for initial in (True, False):
        user = person()
        user.set_password("mima-mima-1")
        user.must_change_password = initial
        user.save()
        sign_in.close_initial_password(user=user, provider="oidc", by=Actor(user.pk, user.name), at=AT)
        user.refresh_from_db()
        assert user.has_usable_password() is not initial
        assert not user.must_change_password


def test_what_the_library_did_is_noted(person: Callable[..., User]) -> None:
    user = person()
    sign_in.note(what="totp_activated", user=user, by=Actor(user.pk, user.name), at=AT)
    assert AuditEntry.objects.get().action == "sign_in.totp_activated"
