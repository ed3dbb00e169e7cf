"""Entries by token: versions, keys, scopes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.base.api.conftest import program as program  # noqa: PLC0414  # the fixture

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.registry.models import Asset

SCOPES = {Permission.REGISTRY_VIEW, Permission.REGISTRY_CHANGE}
NEW = {"name": "清河水务", "category": "new_media", "platform": "微信", "sponsor": "XW", "reason": "补登"}


@pytest.fixture
def client(program: Callable[..., Client]) -> Client:
    return program(Role.COORDINATOR, "X", SCOPES)


def post(client: Client, said: dict[str, Any], **headers: str) -> Any:
    return client.post("/api/v1/assets", said, content_type="application/json", headers=headers)


def patch(client: Client, asset: str, said: dict[str, Any], **headers: str) -> Any:
    return client.patch(f"/api/v1/assets/{asset}", said, content_type="application/json", headers=headers)


def test_an_entry_entered_by_a_program_is_in_the_audit_chain(client: Client) -> None:
    answer = post(client, NEW)
    made = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/assets/{made['asset_id']}")
    assert AuditEntry.objects.get(action="registry.create").object_id == made["asset_id"]


def test_a_write_repeated_with_its_key_is_done_once_and_answered_alike(client: Client) -> None:
    first, second = (post(client, NEW, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])
    assert (Asset.objects.count(), second["Idempotency-Replayed"]) == (1, "true")


def test_a_key_used_for_another_request_is_refused(client: Client) -> None:
    post(client, NEW, **{"Idempotency-Key": "k1"})
    answer = post(client, {**NEW, "name": "另一个"}, **{"Idempotency-Key": "k1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(("if_match", "status"), [("", 428), ('"7"', 412), ('"1"', 200)])
def test_a_change_names_the_version_it_was_made_upon(
    client: Client, asset: Callable[..., Asset], if_match: str, status: int
) -> None:
    entry = asset()
    said = {"purpose": "水务信息", "reason": "核实"}
    answer = patch(client, entry.asset_id, said, **({"If-Match": if_match} if if_match else {}))
    assert answer.status_code == status
    assert Asset.objects.get().purpose == ("水务信息" if status == 200 else "")


def test_who_has_the_version_already_is_not_sent_it_again(client: Client, asset: Callable[..., Asset]) -> None:
    at = f"/api/v1/assets/{asset().asset_id}"
    tag = client.get(at)["ETag"]
    assert client.get(at, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({**NEW, "sponsor": "DH"}, 403),
        ({**NEW, "sponsor": "??"}, 409),
        ({**NEW, "unheard_of": 1}, 422),
        ({**NEW, "followers": -1}, 422),
        ({**NEW, "name": "零\x00"}, 400),
        ({"name": "无主办"}, 422),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(client: Client, said: dict[str, Any], status: int) -> None:
    answer = post(client, said)
    assert (answer.status_code, bool(answer.json()["zh"])) == (status, True)
    assert not Asset.objects.exists()


def test_an_entry_outside_the_scope_is_not_there(client: Client, asset: Callable[..., Asset]) -> None:
    assert client.get(f"/api/v1/assets/{asset(sponsor='DH').asset_id}").status_code == 404
