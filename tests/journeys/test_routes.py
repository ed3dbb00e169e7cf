"""Every route × every role: who comes in, what lies out of reach, and that no route skips the CSRF check."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from tests.journeys.samples import ADMITTED, EVERYWHERE, LATER, OF_LISTS, OWN, SAMPLES, things, values_of

from jianfu.web.base.actor import ANONYMOUS, Actor
from jianfu.web.base.foreign import GUARDS, OLD_ADDRESSES
from jianfu.web.base.guard import CLOSED, Guard, guard_of
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset
from jianfu.web.units import queries
from jianfu.web.units.models import Unit

BARE = "tests.journeys.samples"
STOPPING = "tests.journeys.samples.stop_before_view"
DUMMY: dict[str, Any] = {"pk": 1, "grant_pk": 1, "seq": 1, "key": "k", "uidb36": "1", "provider_id": "oidc"}


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the resolver: its full name, its pattern, and the names of its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def is_api(self) -> bool:
        """Tell whether programs come here with a token."""
        return self.name.startswith("api:")

    def guard(self) -> Guard | None:
        """Return what the route declares."""
        if self.pattern.startswith(OLD_ADDRESSES):
            return CLOSED
        return guard_of(self.view) or GUARDS.get(self.name)

    def address(self, made: dict[str, Any] | None = None) -> str:
        """Return the address about the things made, or about nothing in particular."""
        if not self.name:
            return f"/{self.pattern}"
        said = values_of(SAMPLES[self.name], made) if made and self.name in SAMPLES else {}
        left = {name: DUMMY.get(name, "x") for name in self.parameters if name not in said}
        return reverse(self.name, kwargs={**left, **said})


def _walk(patterns: list[Any], space: str = "", before: str = "") -> Iterator[Route]:
    for each in patterns:
        whole = f"{before}{each.pattern}"
        if not isinstance(each, URLPattern):
            yield from _walk(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space, whole)
            continue
        named = each.pattern.regex.groupindex if isinstance(each.pattern, RegexPattern) else each.pattern.converters
        above = [name for name in DUMMY if f"<{name}>" in before or f":{name}>" in before]
        yield Route(f"{space}{each.name}" if each.name else "", whole, (*above, *named), each.callback)


ROUTES = list(_walk(get_resolver().url_patterns))
PAGES = [route for route in ROUTES if not route.is_api]
DETAILS = [route for route in PAGES if route.parameters and route.name not in GUARDS]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks: a role held at the county, no role, or nobody."""

    label: str
    client: Client
    actor: Actor


def _client(user: User, **kwargs: Any) -> Client:
    client = Client(**kwargs)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def visitors(person: Callable[..., User], settings: Any) -> list[Visitor]:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    found = [Visitor("nobody", Client(), ANONYMOUS)]
    for role in (None, *Role):
        user = person(role, "X")
        as_of = user.date_joined.date()
        found.append(
            Visitor(str(role), _client(user, raise_request_exception=False), queries.actor_of(user, as_of=as_of))
        )
    return found


@pytest.fixture
def near(person: Callable[..., User], asset: Callable[..., Asset], units: dict[str, Unit]) -> dict[str, Any]:
    return things(units["XW"], units["X"], person(Role.CLERK, "XW"), asset("近处应用", "XW", category="app"))


@pytest.fixture
def far(person: Callable[..., User], asset: Callable[..., Asset], units: dict[str, Unit]) -> dict[str, Any]:
    return things(units["DH"], units["D"], person(Role.CLERK, "DH"), asset("远处应用", "DH", category="app"))


def _said(answer: HttpResponse) -> str:
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/login/")
    return "sign in" if to_sign_in else str(answer.status_code)


def _expected(said: Guard | None, actor: Actor) -> str:
    if said is not None and said.admits(actor):
        return str(ADMITTED)
    if said is not None and said.closed:
        return "404"
    return "403" if said is None or actor.is_signed_in else "sign in"


def test_every_route_declares_its_guard() -> None:
    assert [route.name or route.pattern for route in PAGES if route.guard() is None] == []


def test_every_guard_of_a_foreign_route_is_of_a_route_that_exists() -> None:
    assert set(GUARDS) - {route.name for route in ROUTES} == set()


def test_every_route_about_a_thing_has_its_sample() -> None:
    lacking = [route.name for route in DETAILS if not route.name.endswith(OF_LISTS) and route.name not in SAMPLES]
    assert lacking == []
    assert set(SAMPLES) - {route.name for route in DETAILS} == set()


def test_every_route_admits_the_roles_it_says_and_nobody_else(visitors: list[Visitor], settings: Any) -> None:
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [*settings.MIDDLEWARE, STOPPING], BARE
    wrong = []
    for route in PAGES:
        address, said = route.address(), route.guard()
        for visitor in visitors:
            answered, expected = _said(visitor.client.head(address)), _expected(said, visitor.actor)
            if answered != expected:
                wrong.append(f"{route.name or route.pattern} for {visitor.label}: {answered}, should be {expected}")
    assert wrong == []


def test_what_lies_out_of_reach_is_not_found_and_what_lies_within_is(
    visitors: list[Visitor], near: dict[str, Any], far: dict[str, Any]
) -> None:
    wrong = []
    for route in DETAILS:
        said = route.guard()
        assert said is not None
        admitted = [each for each in visitors if said.admits(each.actor)]
        if route.name not in EVERYWHERE and not said.public and _is_about_a_thing(route):
            answers = {each.label: _ask(each.client, route.address(far)) for each in admitted}
            wrong += [f"{route.name} out of reach, {who}: {got}" for who, got in answers.items() if got != 404]
        if route.name not in OWN | LATER and not route.name.endswith(OF_LISTS):
            answers = {each.label: _ask(each.client, route.address(near)) for each in admitted}
            if set(answers.values()) <= {403, 404} or max(answers.values()) >= 500:
                wrong.append(f"{route.name} within reach: {answers}")
    assert wrong == []


def _is_about_a_thing(route: Route) -> bool:
    return any(not way.startswith("=") for way in SAMPLES.get(route.name, {"pk": "view.pk"}).values())


def _ask(client: Client, address: str) -> int:
    """Return the status of the page, or of an empty form sent where there is only a form; nothing stays changed."""
    with transaction.atomic():
        status = client.get(address).status_code
        if status == 405:
            status = client.post(address).status_code
        transaction.set_rollback(True)
    return status


def test_no_route_takes_a_form_without_its_csrf_token(
    person: Callable[..., User], units: dict[str, Unit], settings: Any
) -> None:
    settings.ROOT_URLCONF = BARE
    client = _client(person(), enforce_csrf_checks=True)
    taken = {route.name or route.pattern: client.post(route.address()) for route in PAGES}
    # A guard answers a person without a role with 403 as well; the page of a failed check says which it was.
    assert [name for name, answer in taken.items() if answer.status_code != 403] == []
    exempt = [route.name for route in PAGES if getattr(route.view, "csrf_exempt", False)]
    assert exempt == []


def test_every_operation_of_the_api_wants_a_token(db: None) -> None:
    open_to_all = {"api:openapi-json", "api:api-root"}
    operations = [route for route in ROUTES if route.is_api and route.name not in open_to_all]
    assert operations
    for route in operations:
        answers = {Client().get(route.address()).status_code, Client().post(route.address()).status_code}
        assert answers <= {401, 405}, route.name
