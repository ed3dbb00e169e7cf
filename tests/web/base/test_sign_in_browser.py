"""A security key in a real browser: added, then asked for at sign-in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.web.browser import browser, complaints, context, page_for

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role

__all__ = ["browser", "complaints", "context", "page_for"]

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
GOOD = "qiang-mima-2026"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _plug_in(context: BrowserContext, page: Page) -> None:
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def _sign_in(page: Page, user: User) -> None:
    page.goto("/sign-in/login/?next=/units/people/me/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", GOOD)
    page.click("main form button")


def test_a_security_key_is_added_and_then_opens_the_door(
    person: Callable[..., User],
    context: BrowserContext,
    page_for: Callable[[User | None], Page],
) -> None:
    user = person(Role.CLERK, "XW")
    user.set_password(GOOD)
    user.save()
    page = page_for(None)
    _plug_in(context, page)
    _sign_in(page, user)
    page.goto("/sign-in/2fa/webauthn/add/")
    page.fill("[name=password]", GOOD)
    page.click("main form button")
    page.wait_for_selector("#mfa_webauthn_add")
    page.fill("[name=name]", "我的密钥")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda address: "/add/" not in address)

    page.context.clear_cookies()
    _sign_in(page, user)
    page.wait_for_url("**/2fa/authenticate/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(lambda address: "/2fa/" not in address)
    page.goto("/units/people/me/")
    assert "已启用" in page.inner_text("main")
