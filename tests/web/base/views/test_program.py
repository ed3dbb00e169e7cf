"""Pages for those who connect programs."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from jianfu.web.base.actions import webhook
from jianfu.web.base.models import ApiToken, AuditEntry, Webhook
from jianfu.web.base.permissions import Role


def test_a_token_is_shown_in_one_answer_only(signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.CLERK, "XW")
    said = {"name": "报表", "permissions": ["units.view"], "expires_on": "2027-01-01"}
    assert "jianfu_" in client.post("/tokens/", said).content.decode()
    assert "jianfu_" not in client.get("/tokens/").content.decode()
    client.post(f"/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert ApiToken.objects.get().revoked_at is not None


def test_a_scope_the_person_lacks_is_not_offered(signed_in: Callable[..., Client]) -> None:
    said = {"name": "x", "permissions": ["system.change"], "expires_on": "2027-01-01"}
    signed_in(Role.CLERK, "XW").post("/tokens/", said)
    assert not ApiToken.objects.exists()


def test_a_token_of_another_is_not_there(signed_in: Callable[..., Client]) -> None:
    said = {"name": "x", "permissions": ["units.view"], "expires_on": "2027-01-01"}
    signed_in(Role.CLERK, "XW").post("/tokens/", said)
    pk = ApiToken.objects.get().pk
    assert signed_in(Role.CLERK, "XH").post(f"/tokens/{pk}/revoke/").status_code == 404


def test_a_webhook_is_added_and_turned_off(signed_in: Callable[..., Client], settings: Any) -> None:
    settings.WEBHOOK_HOSTS = frozenset({"hooks.internal"})
    client = signed_in(Role.ADMINISTRATOR, "P")
    said = {"name": "督办系统", "url": "https://hooks.internal/x", "actions": "registry.", "conditions": "state=closed"}
    assert client.post("/webhooks/new/", {**said, "conditions": "state"}).status_code == 200
    assert client.post("/webhooks/new/", said).status_code == 302
    hook = Webhook.objects.get()
    assert hook.conditions == {"state": "closed"}
    assert "hooks.internal" in client.get(f"/webhooks/{hook.pk}/").content.decode()
    # Its secret is shown on request only, and who asked is written down.
    secret = webhook.secret_of(hook)
    assert secret not in client.get(f"/webhooks/{hook.pk}/").content.decode()
    assert not AuditEntry.objects.filter(action="sealed.read").exists()
    shown = client.post(f"/webhooks/{hook.pk}/secret/")
    assert secret in shown.content.decode() and shown["Cache-Control"] == "no-store"
    assert AuditEntry.objects.get(action="sealed.read").object_id == str(hook.pk)
    client.post(f"/webhooks/{hook.pk}/turn/")
    hook.refresh_from_db()
    assert not hook.is_on


def test_the_page_of_the_api_names_every_operation(signed_in: Callable[..., Client]) -> None:
    page = signed_in(Role.CLERK, "XW").get("/api/").content.decode()
    assert "/api/v1/assets/{asset_id}" in page
