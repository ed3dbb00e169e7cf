"""Sessions know whose they are."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from jianfu.web.base.models import OpenSession
from jianfu.web.base.permissions import Role


def test_a_session_is_written_with_its_person_its_beginning_and_its_browser(signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.CLERK, "XW")
    client.get(reverse("units:account"), headers={"user-agent": "Mozilla/5.0 (Windows) Firefox/132.0"})
    row = OpenSession.objects.get()
    assert (str(row.user_id), row.browser) == (client.session["_auth_user_id"], "Firefox · Windows")
    assert row.began_at is not None and row.seen_at is not None
    assert "127.0.0.1" not in str(row.get_decoded())


def test_a_session_of_nobody_is_nobodys(db: None, client: Client) -> None:
    client.session.save()
    assert OpenSession.objects.get().user_id is None
