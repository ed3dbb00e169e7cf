"""Where django-allauth and django-axes ask how sign-in is done here.

Nobody signs up: accounts are invited. A provider's account is taken for one of ours by the user name it states, once;
from then on its lasting identifier counts, so that a name given anew at the provider opens nobody else's account.
"""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jianfu.web.base.actions import sign_in
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User

# What the library would mail, told to the audit chain instead; a change of password is written with the change.
WRITTEN_ELSEWHERE = frozenset({"password_changed", "password_set", "account_connected"})


def asked_username(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the name failed sign-ins are counted under: case apart, or each spelling would have its own count."""
    said = credentials or {}
    given = said.get("username") or said.get("login") or request.POST.get("login")
    if not given and hasattr(request, "user"):  # somebody signed in confirms the own password
        given = request.user.get_username()
    return str(given or "").casefold()


def _moment(user: User) -> dict[str, Any]:
    request_id = getattr(context.request, "id", "")
    return {"by": Actor(user.pk, user.name or user.username), "at": timezone.now(), "request_id": request_id}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts: closed to sign-up; a change of password is written to the audit chain."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts are invited."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let no account of the demonstration in where Jianfu is in earnest. Raises ValidationError."""
        super().pre_authenticate(request, **credentials)
        name = asked_username(request, credentials)
        if not settings.DEMO and User.objects.filter(username__iexact=name, is_demonstration=True).exists():
            raise ValidationError(_("演示账号只能在演示方式下使用。"))

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Return the password. Raises ValidationError where it is weak, or the initial one again."""
        found = str(super().clean_password(password, user))
        if user is not None and user.must_change_password and user.check_password(found):
            raise ValidationError(_("新密码不能与初始密码相同。"))
        return found

    def set_password(self, user: User, password: str) -> None:
        """Set the password its owner chose."""
        sign_in.change_password(user=user, password=password, **_moment(user))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the address of the own account's page."""
        return reverse("units:account")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Write to the audit chain what the library would mail."""
        what = template_prefix.rsplit("/", 1)[-1]
        if what not in WRITTEN_ELSEWHERE:
            sign_in.note(what=what, user=user, **_moment(user))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: its secrets are kept encrypted under the signing key."""

    def encrypt(self, text: str) -> str:
        """Return the text, encrypted."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text that ``encrypt`` was given."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"jianfu second factor {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class ForeignAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The OpenID Connect provider: its people come in only where they were invited here before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Say no: accounts are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is. Raises ImmediateHttpResponse with a page of advice where it is nobody's."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_refused(request, ""))
        if sociallogin.is_existing:
            return
        name = _stated_name(sociallogin)
        user = User.objects.filter(username=name, is_active=True).first() if name else None
        provider = sociallogin.account.provider
        if user is None or SocialAccount.objects.filter(user=user, provider=provider).exists():
            raise ImmediateHttpResponse(_refused(request, name))
        with transaction.atomic():
            sociallogin.connect(request, user)
            sign_in.close_initial_password(user=user, provider=provider, **_moment(user))


def _stated_name(sociallogin: SocialLogin) -> str:
    said = sociallogin.account.extra_data
    claims = {**said.get("id_token", {}), **said.get("userinfo", {})}
    return str(claims.get(settings.OIDC_CLAIM) or "")


def _refused(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "socialaccount/refused.html", {"stated_name": name}, status=403)
