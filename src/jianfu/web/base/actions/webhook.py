"""Tell programs of changes: pulled from the audit chain by the worker, signed, tried again with growing pauses.

The body holds the plain facts of up to ``MOST`` audit entries. ``X-Jianfu-Signature`` is ``t=<seconds>,v1=<hex>``, the
HMAC-SHA256 over ``<seconds>.<body>`` with the secret shown when the webhook was made.
"""

import hashlib
import hmac
import http.client
import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry, Delivery, Webhook
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit, UnableToSave

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
TIMEOUT_SECONDS = 10
MOST = 200
TOLD = ("seq", "at", "action", "object_kind", "object_id", "unit", "before", "after", "rule", "hash")


def secret_of(webhook: Webhook) -> str:
    """Return the secret a webhook's bodies are signed with."""
    said = f"webhook:{webhook.salt}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def read_secret(*, webhook: Webhook, by: Actor, at: datetime, request_id: str = "") -> str:
    """Return a webhook's secret, and note in the audit who read it. Raises UnableToPermit."""
    _permit(by)
    audit.read(by=by, at=at, object_kind="webhook", object_id=str(webhook.pk), request_id=request_id)
    return secret_of(webhook)


def signature_of(secret: str, body: bytes, *, at: datetime) -> str:
    """Return what the signature header says of a body sent at that moment."""
    seconds = int(at.timestamp())
    signed = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"


def add(
    *, name: str, url: str, actions: Sequence[str], conditions: Mapping[str, str], unit: str = "",
    by: Actor, at: datetime, request_id: str = "",
) -> Webhook:  # fmt: skip
    """Add a webhook that hears of changes from now on, and return it.

    Raises UnableToPermit without the permission, UnableToSave for a host the server's operator did not allow.
    """
    _permit(by)
    _refuse_foreign(url)
    with transaction.atomic():
        webhook = Webhook.objects.create(
            name=name, url=url, actions=list(actions), conditions=dict(conditions), unit=unit,
            salt=secrets.token_hex(16), created_by_id=by.user_pk, created_at=at,
            told_seq=AuditEntry.objects.aggregate(last=Max("seq"))["last"] or 0,
        )  # fmt: skip
        deed = Deed("webhooks.add", "webhook", str(webhook.pk), None, {"url": url, "actions": list(actions)})
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return webhook


def turn(*, webhook: Webhook, on: bool, by: Actor, at: datetime, request_id: str = "") -> None:
    """Turn a webhook on or off. Raises UnableToPermit."""
    _permit(by)
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(is_on=on)
        deed = Deed("webhooks.turn", "webhook", str(webhook.pk), {"is_on": webhook.is_on}, {"is_on": on})
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def send_again(*, delivery: Delivery, by: Actor, at: datetime, request_id: str = "") -> None:
    """Put a telling that was given up back in the queue. Raises UnableToPermit."""
    _permit(by)
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            state=Delivery.State.WAITING, attempts=0, next_at=at, ended_at=None
        )
        deed = Deed("webhooks.send_again", "webhook", str(delivery.webhook_id), None, {"delivery": delivery.pk})
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def _permit(by: Actor) -> None:
    if not by.may(Permission.WEBHOOKS_CHANGE):
        raise UnableToPermit(zh="只有系统管理员能设置推送。", en="Only administrators set up webhooks.")


def _refuse_foreign(url: str) -> None:
    asked = urllib.parse.urlsplit(url)
    if asked.scheme in {"http", "https"} and (asked.hostname or "") in settings.WEBHOOK_HOSTS:
        return
    raise UnableToSave(
        zh=f"地址“{url}”的主机不在允许之列。请运维人员把它加入环境变量 JIANFU_WEBHOOK_HOSTS。",
        en=f"The host of “{url}” is not allowed. Ask the operator to add it to JIANFU_WEBHOOK_HOSTS.",
    )


def collect(*, at: datetime) -> int:
    """Write a telling for each webhook and up to ``MOST`` new entries it should hear of; return how many."""
    made = 0
    for webhook in Webhook.objects.filter(is_on=True).order_by("pk"):
        with transaction.atomic():
            held = Webhook.objects.select_for_update().get(pk=webhook.pk)
            while batch := list(_heard(held)[:MOST]):
                told = [entry.seq for entry in batch if _meets(entry, held.conditions)]
                if told:
                    Delivery.objects.create(webhook=held, first_seq=told[0], seqs=told, made_at=at, next_at=at)
                    made += 1
                held.told_seq = batch[-1].seq
            held.save(update_fields=["told_seq"])
    return made


def _heard(webhook: Webhook) -> QuerySet[AuditEntry]:
    named = Q()
    for action in webhook.actions:
        named |= Q(action__startswith=action)
    found = AuditEntry.objects.filter(named, seq__gt=webhook.told_seq)
    return (found.filter(unit=webhook.unit) if webhook.unit else found).order_by("seq")


def _meets(entry: AuditEntry, conditions: Mapping[str, str]) -> bool:
    after = entry.after or {}
    return all(str(after.get(name)) == value for name, value in conditions.items())


def deliver_due(*, at: datetime, most: int = 50) -> int:
    """Send the tellings that are due, each once; return how many were delivered."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=at, webhook__is_on=True)
    sent = 0
    for delivery in due.select_related("webhook").order_by("next_at", "pk")[:most]:
        # Whoever moves the date forward sends; another worker finds it no longer due.
        claimed = due.filter(pk=delivery.pk, attempts=delivery.attempts).update(
            attempts=delivery.attempts + 1, next_at=at + PAUSES[min(delivery.attempts, len(PAUSES) - 1)]
        )
        if claimed:
            sent += _try(delivery, at=at)
    return sent


def _try(delivery: Delivery, *, at: datetime) -> bool:
    status, said = _post(delivery, at=at)
    ok = 200 <= status < 300
    over = delivery.attempts + 1 > len(PAUSES)
    state = Delivery.State.DELIVERED if ok else Delivery.State.GIVEN_UP if over else Delivery.State.WAITING
    Delivery.objects.filter(pk=delivery.pk).update(
        status=status or None, said=said[:300], state=state, ended_at=at if ok or over else None
    )
    return ok


def body_of(delivery: Delivery) -> bytes:
    """Return what is sent: the entries told of, in order."""
    entries = AuditEntry.objects.filter(seq__in=delivery.seqs).order_by("seq").values(*TOLD)
    said: dict[str, Any] = {
        "delivery": delivery.pk,
        "entries": [{**entry, "at": entry["at"].isoformat()} for entry in entries],
    }
    return json.dumps(said, ensure_ascii=False).encode()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could lead anywhere; it is an answer like any other."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def _post(delivery: Delivery, *, at: datetime) -> tuple[int, str]:
    webhook, body = delivery.webhook, body_of(delivery)
    request = urllib.request.Request(webhook.url, data=body, method="POST")  # noqa: S310  # schemes are checked on adding
    request.add_header("Content-Type", "application/json; charset=utf-8")
    request.add_header("X-Jianfu-Signature", signature_of(secret_of(webhook), body, at=at))
    request.add_header("X-Jianfu-Delivery", str(delivery.pk))
    try:
        _refuse_foreign(webhook.url)
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, answer.read(300).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read(300).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, UnableToSave) as error:
        return 0, str(error)
