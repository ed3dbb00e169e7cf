"""The form of the sign-in page."""

from django.test import Client
from django.urls import reverse


def test_the_sign_in_page_leads_to_no_page_that_is_closed(db: None) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert 'name="password"' in page
    assert reverse("account_reset_password") not in page
    assert reverse("account_signup") not in page
