"""The lists of webhooks are for administrators."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from jianfu.web.base.models import Webhook
from jianfu.web.base.permissions import Role


def test_webhooks_are_listed_for_administrators_alone(signed_in: Callable[..., Client]) -> None:
    Webhook.objects.create(name="督办系统", url="https://hooks.internal/", salt="s", created_at=timezone.now())
    assert "督办系统" in signed_in(Role.ADMINISTRATOR, "P").get("/webhooks/").content.decode()
    assert signed_in(Role.COORDINATOR, "P").get("/webhooks/").status_code == 403
    assert signed_in(Role.ADMINISTRATOR, "P").get("/deliveries/").status_code == 200
