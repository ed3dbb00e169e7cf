"""Django's settings, made from the environment alone (``environment.py``)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from jianfu.web import environment

ENVIRONMENT = environment.read()
HERE = Path(__file__).parent
DATA = ENVIRONMENT.data
MODE = ENVIRONMENT.mode
DEMO = MODE == "demo"
HTTPS = MODE == "production" and ENVIRONMENT.flag("JIANFU_HTTPS")

DEBUG = False
# Outside production the key signs nothing of worth; a fixed one keeps people signed in over a restart.
SECRET_KEY = ENVIRONMENT.required("JIANFU_SECRET_KEY", "not-a-secret-" * 4)
ALLOWED_HOSTS = ENVIRONMENT.listed("JIANFU_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
if MODE == "production":
    ENVIRONMENT.required("JIANFU_HOSTS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "jianfu.web.base",
    "jianfu.web.units",
    "jianfu.web.registry",
    "jianfu.web.census",
    "jianfu.web.dashboard",
]

MIDDLEWARE = [
    "jianfu.web.base.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "jianfu.web.base.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jianfu.web.units.middleware.actor",
    "jianfu.web.base.middleware.guarded",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jianfu.web.urls"
WSGI_APPLICATION = "jianfu.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "base.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jianfu.web.base.context.frame",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """Return Django's description of the database; SQLite gets what a server with several writers needs."""
    said = dj_database_url.parse(ENVIRONMENT.text("DATABASE_URL") or f"sqlite:///{DATA / 'jianfu.sqlite3'}")
    found: dict[str, Any] = {**said}
    if str(found["ENGINE"]).endswith("sqlite3"):
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;"
            "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;PRAGMA foreign_keys=ON",
        }
    return found


DATABASES = {"default": _database()}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"

LANGUAGE_CODE = ENVIRONMENT.text("JIANFU_LANGUAGE")
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [str(HERE / "locale")]
TIME_ZONE = ENVIRONMENT.text("JIANFU_TIME_ZONE")
USE_TZ = True

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = int(timedelta(hours=ENVIRONMENT.number("JIANFU_SESSION_HOURS")).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.flag("JIANFU_TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
UPLOAD_BYTES = ENVIRONMENT.number("JIANFU_UPLOAD_MEBIBYTES") * 2**20

# What higher words do when a unit goes over into another, and what they show on the page of an entry.
UNIT_SUCCESSIONS: list[str] = []
ASSET_PANELS: list[str] = []

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
