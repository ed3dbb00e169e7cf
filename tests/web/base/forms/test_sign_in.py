"""The forms of signing in and of changing the password."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role


def test_the_sign_in_page_leads_to_no_page_that_is_closed(db: None) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert 'name="password"' in page
    assert reverse("account_reset_password") not in page
    assert reverse("account_signup") not in page


def test_the_page_where_a_password_is_changed_leads_to_no_page_that_is_closed(person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    user.set_password("qiang-mima-2026")
    user.save()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("account_change_password")).content.decode()
    assert 'name="oldpassword"' in page
    assert reverse("account_reset_password") not in page
