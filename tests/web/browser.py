"""A signed-in browser over the running product, with everything it complained about collected."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 400, "height": 800}


@dataclass
class Complaints:
    """What the console of a page said: errors of scripts, breaches of the content policy, failed loads."""

    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def taken(self) -> list[str]:
        """Return what was said since the last time."""
        said, self.said = self.said, []
        return said


# Not for the whole session: Playwright allows one of itself in a thread, and the report's tests start their own.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running Chromium."""
    # Playwright keeps an event loop in this thread; without this Django would refuse the tests' own queries.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Return what the pages of the test complained of; whatever nobody took fails the test."""
    told = Complaints()
    yield told
    assert told.said == []


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """Return a browser context whose addresses begin at the product."""
    made = browser.new_context(base_url=live_server.url, viewport=WIDE, locale="zh-CN")
    yield made
    made.close()


@pytest.fixture
def page_for(context: BrowserContext, live_server: Any, complaints: Complaints) -> Callable[[User | None], Page]:
    """Return a maker of pages: ``page_for(user)`` is signed in as that person, ``page_for(None)`` as nobody."""

    def make(user: User | None) -> Page:
        context.clear_cookies()
        if user is not None:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        complaints.listen(page)
        return page

    return make


@pytest.fixture
def page_as(page_for: Callable[[User | None], Page], person: Callable[..., User]) -> Callable[..., Page]:
    """Return a maker of pages: ``page_as(Role.CLERK, "XW")`` is signed in as somebody with that role there."""

    def make(role: Role, unit: str = "P") -> Page:
        return page_for(person(role, unit))

    return make


def speak(page: Page, language: str, *, at: str) -> None:
    """Let the pages of the product ``at`` an address speak ``zh-hans`` or ``en`` from the next one on."""
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": at}])
