"""Pages for those who connect programs: own tokens, webhooks, and the description of the API."""

import json
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jianfu.web.base.actions import token as token_actions
from jianfu.web.base.actions import webhook as webhook_actions
from jianfu.web.base.forms.program import TokenForm, WebhookForm
from jianfu.web.base.guard import guard
from jianfu.web.base.models import ApiToken, Delivery, Webhook
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import PERMISSION_NAMES, Permission
from jianfu.web.base.unable import Unable


@guard()
def api_browser(request: HttpRequest) -> HttpResponse:
    """Describe every operation of the API, from the description that programs read."""
    # Reversed, not imported: the description is put together above this word.
    match = resolve(reverse("api:openapi-json"))
    described = json.loads(match.func(request, **match.kwargs).content)
    found = [
        (method.upper(), path, operation, operation.get("parameters", []))
        for path, methods in sorted(described["paths"].items())
        for method, operation in methods.items()
    ]
    return render(request, "base/api.html", {"operations": found})


@guard(Permission.TOKENS_OWN)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the reader's own tokens, and make one; its text is shown in this one answer only."""
    moment = moment_of(request)
    form = TokenForm(request.POST or None, actor=moment.by, initial={"expires_on": moment.at.date() + timedelta(90)})
    shown = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        until = timezone.make_aware(datetime.combine(said["expires_on"], time.max))
        try:
            scopes = [Permission(name) for name in said["permissions"]]
            _made, shown = token_actions.make(
                name=said["name"], permissions=scopes, expires_at=until, **moment._asdict()
            )
        except Unable as error:
            form.add_error(None, error.sentence)
    own = ApiToken.objects.filter(user=moment.by.user_pk).order_by("-pk")
    rows = [(token, [PERMISSION_NAMES[Permission(p)] for p in token.permissions]) for token in own]
    response = render(request, "base/tokens.html", {"form": form, "rows": rows, "shown": shown, "now": moment.at})
    response["Cache-Control"] = "no-store"
    return response


@guard(Permission.TOKENS_OWN)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the reader's own tokens."""
    moment = moment_of(request)
    token = get_object_or_404(ApiToken, pk=pk, user=moment.by.user_pk)
    token_actions.revoke(token=token, **moment._asdict())
    messages.success(request, _("令牌已停用。"))
    return redirect("base:tokens")


@guard(Permission.WEBHOOKS_CHANGE)
@require_http_methods(["GET", "POST"])
def webhook_add(request: HttpRequest) -> HttpResponse:
    """Add a webhook."""
    moment, form = moment_of(request), WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = webhook_actions.add(**form.cleaned_data, **moment._asdict())
        except Unable as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("推送已新增。接收方核对签名所用的密钥可在本页显示。"))
            return redirect("base:webhook", made.pk)
    return render(request, "base/webhook_form.html", {"form": form})


@guard(Permission.WEBHOOKS_CHANGE)
@require_GET
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a webhook with its latest tellings."""
    return _webhook_page(request, get_object_or_404(Webhook, pk=pk))


@guard(Permission.WEBHOOKS_CHANGE)
@require_POST
def webhook_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a webhook with its secret, in this one answer; who read it is in the audit."""
    found = get_object_or_404(Webhook, pk=pk)
    return _webhook_page(request, found, webhook_actions.read_secret(webhook=found, **moment_of(request)._asdict()))


def _webhook_page(request: HttpRequest, found: Webhook, secret: str = "") -> HttpResponse:
    latest = found.deliveries.order_by("-pk")[:20]
    response = render(request, "base/webhook.html", {"webhook": found, "latest": latest, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response


@guard(Permission.WEBHOOKS_CHANGE)
@require_POST
def webhook_turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a webhook on or off."""
    found = get_object_or_404(Webhook, pk=pk)
    webhook_actions.turn(webhook=found, on=not found.is_on, **moment_of(request)._asdict())
    return redirect("base:webhook", pk)


@guard(Permission.WEBHOOKS_CHANGE)
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a telling back in the queue."""
    delivery = get_object_or_404(Delivery, pk=pk)
    webhook_actions.send_again(delivery=delivery, **moment_of(request)._asdict())
    messages.success(request, _("已重新排入推送。"))
    return redirect("base:webhook", delivery.webhook_id)
