"""Programs are told of changes: signed, once, again after a failure, and nowhere that was not allowed."""

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actions import audit, webhook
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Delivery, Webhook
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave


class Receiver(HTTPServer):
    """A real receiver on this machine that keeps what it is sent and answers as told."""

    answers: list[int]
    got: list[tuple[dict[str, str], bytes]]


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOK_HOSTS = frozenset({"127.0.0.1"})
    server = Receiver(("127.0.0.1", 0), Handler)
    server.answers, server.got = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def by(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.ADMINISTRATOR, "P")


@pytest.fixture
def hook(receiver: Receiver, by: Actor) -> Webhook:
    url = f"http://127.0.0.1:{receiver.server_port}/x"
    conditions = {"state": "closed"}
    return webhook.add(name="h", url=url, actions=["registry."], conditions=conditions, by=by, at=AT)


def change(by: Actor, action: str, state: str) -> None:
    audit.write(by=by, at=AT, deeds=[Deed(action, "asset", "A1", {"state": "active"}, {"state": state})])


def test_it_hears_of_what_meets_its_conditions_and_of_nothing_before_it_was_added(
    hook: Webhook, by: Actor, receiver: Receiver
) -> None:
    for action, state in [("registry.move", "suspended"), ("registry.move", "closed"), ("units.change", "closed")]:
        change(by, action, state)
    assert webhook.collect(at=AT) == 1
    assert webhook.collect(at=AT) == 0
    assert webhook.deliver_due(at=AT) == 1
    (headers, body) = receiver.got[0]
    assert [entry["after"]["state"] for entry in json.loads(body)["entries"]] == ["closed"]
    seconds, signed = (part.partition("=")[2] for part in headers["x-jianfu-signature"].split(","))
    wanted = hmac.new(webhook.secret_of(hook).encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    assert signed == wanted


@pytest.mark.one_database
@pytest.mark.parametrize("page", ["programs.md", "programs.zh-CN.md"])
def test_what_the_documentation_checks_a_signature_with_is_right(repository: Path, page: str) -> None:
    given: dict[str, Any] = {}
    code = re.search(r"```python\n(.*?)```", (repository / "docs/how-to" / page).read_text("utf-8"), re.DOTALL)
    assert code is not None
    exec(code[1], given)  # our own page
    is_genuine, now = given["is_genuine"], datetime.now(UTC)
    header = webhook.signature_of("s", b"body", at=now)
    assert is_genuine("s", header, b"body")
    assert not is_genuine("s", header, b"bodies") and not is_genuine("x", header, b"body")
    assert not is_genuine("s", webhook.signature_of("s", b"body", at=now - timedelta(hours=1)), b"body")


def test_a_failed_telling_is_tried_again_later_and_given_up_in_the_end(
    hook: Webhook, by: Actor, receiver: Receiver
) -> None:
    receiver.answers = [500] * 6
    change(by, "registry.move", "closed")
    webhook.collect(at=AT)
    at = AT
    for pause in (timedelta(0), *webhook.PAUSES):
        at += pause
        webhook.deliver_due(at=at)
        assert webhook.deliver_due(at=at) == 0
    told = Delivery.objects.get()
    assert (len(receiver.got), told.state, told.status) == (6, "given_up", 500)
    webhook.send_again(delivery=told, by=by, at=at)
    assert webhook.deliver_due(at=at) == 1


def test_a_redirect_is_an_answer_and_not_followed(hook: Webhook, by: Actor, receiver: Receiver) -> None:
    receiver.answers = [302]
    change(by, "registry.move", "closed")
    webhook.collect(at=AT)
    assert (webhook.deliver_due(at=AT), len(receiver.got)) == (0, 1)


def test_a_webhook_turned_off_is_silent(hook: Webhook, by: Actor, receiver: Receiver) -> None:
    webhook.turn(webhook=hook, on=False, by=by, at=AT)
    change(by, "registry.move", "closed")
    assert (webhook.collect(at=AT), webhook.deliver_due(at=AT), receiver.got) == (0, 0, [])


@pytest.mark.parametrize("url", ["http://example.org/", "file:///etc/passwd", "http://127.0.0.1.example.org/"])
def test_a_host_that_was_not_allowed_is_refused(receiver: Receiver, by: Actor, url: str) -> None:
    with pytest.raises(UnableToSave):
        webhook.add(name="h", url=url, actions=["registry."], conditions={}, by=by, at=AT)


def test_only_administrators_add_webhooks(receiver: Receiver, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        webhook.add(
            name="h", url="http://127.0.0.1/", actions=[], conditions={}, by=actor(Role.COORDINATOR, "P"), at=AT
        )
