"""Every page there is, opened in a browser: found by asking the routes, so that none is forgotten."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from playwright.sync_api import Page
from tests.journeys.samples import LATER, SAMPLES, show_much, things, values_of
from tests.web.browser import NARROW, WIDE, Complaints, speak
from tests.web.conftest import TODAY

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.models import Grant, Unit

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# Text in Chinese that no lang attribute says to be so. “无” is what people write into cells, whatever the language.
CHINESE = """() => {
  const found = [], han = /[\\u3400-\\u9fff]/, marked = (e) => (e.closest('[lang]')?.lang || '').startsWith('zh');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.replaceAll('“无”', '').trim(), element = walker.currentNode.parentElement;
    if (han.test(text) && !marked(element) && !element.closest('script, style')) found.push(text);
  }
  for (const element of document.querySelectorAll('[title], [aria-label], [placeholder], [alt]'))
    for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
      if (han.test((element.getAttribute(name) || '').replaceAll('清河水务', '')) && !marked(element))
        found.push(element.getAttribute(name));
  return found;
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Yield the names of all routes."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name and not namespace.startswith("api"):
            yield f"{namespace}{pattern.name}"


def _addresses(made: dict[str, Any]) -> dict[str, str]:
    """Return the address of every route that takes no argument or has one of the samples to show."""
    found = {}
    for name in _names(get_resolver()):
        with contextlib.suppress(NoReverseMatch):
            found[name] = reverse(
                name, kwargs=values_of(SAMPLES[name], made) if name in SAMPLES.keys() - LATER else None
            )
    return found


@pytest.fixture
def everybody(units: dict[str, Unit]) -> User:
    """Return somebody who holds every role at the province, and so is admitted to every page."""
    user = User.objects.create(username="everybody", name="某甲")
    for role in Role:
        Grant.objects.create(user=user, role=role, unit=units["P"], since=TODAY.replace(year=2020))
    return user


@pytest.fixture
def made(
    everybody: User, units: dict[str, Unit], person: Callable[..., User], asset: Callable[..., Any]
) -> dict[str, Any]:
    """Return one of everything that has a page of its own, each with something to show."""
    found = things(units["XW"], units["X"], person(Role.CLERK, "XW"), asset("清河水务", "XW", asset_id="A1"))
    return show_much(found, everybody)


@pytest.fixture
def pages(everybody: User, made: dict[str, Any]) -> dict[str, str]:
    """Return the address of every page by the name of its route; files, redirects and parts of pages are none."""
    client = Client(raise_request_exception=False)
    client.force_login(everybody, backend="django.contrib.auth.backends.ModelBackend")
    found = {}
    for name, address in _addresses(made).items():
        answer = client.get(address)
        if answer.status_code in {200, 500} and answer.getvalue().startswith(b"<!doctype html>"):
            found[name] = address
    return found | {"404": "/there/is/no/such/page/"}


def _faults(page: Page, complaints: Complaints) -> list[str]:
    """Return what is wrong with the page shown: for readers of a screen reader, on a telephone, in the console."""
    violations = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    found = [f"axe {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in violations]
    page.set_viewport_size(NARROW)
    if wider := page.evaluate(WIDER):
        found.append(f"{wider} px wider than a telephone")
    page.set_viewport_size(WIDE)
    return found + [said for said in complaints.taken() if "404 (Not Found)" not in said]


def test_every_page_can_be_used_by_anybody_on_any_screen(
    pages: dict[str, str], everybody: User, page_for: Callable[..., Page], complaints: Complaints
) -> None:
    page, wrong = page_for(everybody), {}
    for name, address in pages.items():
        page.goto(address)
        if found := _faults(page, complaints):
            wrong[name] = found
    assert wrong == {}


def test_every_page_in_english_is_english_but_for_names(
    pages: dict[str, str], everybody: User, page_for: Callable[..., Page], complaints: Complaints, live_server: Any
) -> None:
    page = page_for(everybody)
    wrong: dict[str, list[str]] = {}  # by what is wrong: a word of the frame is on every page
    speak(page, "en", at=live_server.url)
    page.set_viewport_size(NARROW)
    for name, address in pages.items():
        page.goto(address)
        for text in set(page.evaluate(CHINESE)) | ({"wider than a telephone"} if page.evaluate(WIDER) else set()):
            wrong.setdefault(text, []).append(name)
    complaints.taken()
    assert {text: names[:3] for text, names in wrong.items()} == {}
