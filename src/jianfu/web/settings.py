"""Django's settings, made from the environment alone (``environment.py``)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from jianfu.web import environment
from jianfu.web.openid import openid_apps

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
    "jianfu.web.base",  # before allauth, whose templates it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
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
    "jianfu.web.units",
    "jianfu.web.registry",
    "jianfu.web.census",
    "jianfu.web.dashboard",
]

MIDDLEWARE = [
    "jianfu.web.base.middleware.request_id",
    "jianfu.web.base.logs.requests.logged",
    "django.middleware.security.SecurityMiddleware",
    "jianfu.web.base.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jianfu.web.base.sessions.limited",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jianfu.web.units.middleware.actor",
    "jianfu.web.base.logs.requests.limited",
    "jianfu.web.base.middleware.guarded",
    "jianfu.web.base.sessions.initial_password_first",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jianfu.web.urls"
WSGI_APPLICATION = "jianfu.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "base.User"
ACTOR_OF = "jianfu.web.units.queries.actor_of"  # what gives a person's roles, where only base may be imported

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
    address = ENVIRONMENT.text("DATABASE_URL") or f"sqlite:///{DATA / 'jianfu.sqlite3'}"
    said = dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)
    found: dict[str, Any] = {**said}
    if str(found["ENGINE"]).endswith("postgresql"):
        # Disks of today find a row about as fast as the next one; without this, searches walk an index instead.
        found.setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1 -c jit=off")
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
        if MODE != "production"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = MODE != "production"  # only production collects the files into one folder first

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
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
CSRF_FAILURE_VIEW = "jianfu.web.base.views.refusals.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Accounts are made by administrators and coordinators alone; there is no mail server to rely on.
ACCOUNT_ADAPTER = "jianfu.web.base.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "jianfu.web.base.forms.sign_in.SignInForm",
    "change_password": "jianfu.web.base.forms.sign_in.PasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, and at its limits at the latest
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# A county's offices share one address, so what an address may do is wide; guesses at one name are stopped by axes.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "120/m/ip,20/300s/key"}

# Letters are sent only where a mail server is named; reminders are pages first.
EMAIL_HOST = ENVIRONMENT.text("JIANFU_MAIL_HOST")
EMAIL_PORT = ENVIRONMENT.number("JIANFU_MAIL_PORT")
EMAIL_HOST_USER = ENVIRONMENT.text("JIANFU_MAIL_USER")
EMAIL_HOST_PASSWORD = ENVIRONMENT.text("JIANFU_MAIL_PASSWORD")
_MAIL_SECURITY = ENVIRONMENT.one_of("JIANFU_MAIL_SECURITY", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL_SECURITY == "starttls", _MAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.text("JIANFU_MAIL_FROM")

MFA_ADAPTER = "jianfu.web.base.sign_in.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Jianfu"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SOCIALACCOUNT_ADAPTER = "jianfu.web.base.sign_in.ForeignAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
# A plain link: a form that the answer leads to another host is what our content policy forbids.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": openid_apps(ENVIRONMENT)}}
OIDC_CLAIM = ENVIRONMENT.text("JIANFU_OIDC_CLAIM")

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a clerk who keeps trying is not locked out for longer
AXES_DISABLE_ACCESS_LOG = True  # nobody's hours at the desk are recorded
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "jianfu.web.base.sign_in.asked_username"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = int(timedelta(hours=ENVIRONMENT.number("JIANFU_SESSION_HOURS")).total_seconds())
SESSION_IDLE_SECONDS = ENVIRONMENT.number("JIANFU_SESSION_IDLE_MINUTES") * 60
SESSION_ENGINE = "jianfu.web.base.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # whether its whole domain is HTTPS is not ours to say
if ENVIRONMENT.flag("JIANFU_TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
    ALLAUTH_TRUSTED_PROXY_COUNT = AXES_IPWARE_PROXY_COUNT = 1
    AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
WEBHOOK_HOSTS = frozenset(ENVIRONMENT.listed("JIANFU_WEBHOOK_HOSTS"))
UPLOAD_BYTES = ENVIRONMENT.number("JIANFU_UPLOAD_MEBIBYTES") * 2**20

# What higher words do when a unit goes over into another, and what they show on the page of an entry.
UNIT_SUCCESSIONS: list[str] = ["jianfu.web.registry.actions.succession.take_over"]
UNIT_HOLDINGS: list[str] = ["jianfu.web.registry.queries.succession.held"]
ASSET_PANELS: list[str] = ["jianfu.web.registry.views.panel.filings", "jianfu.web.registry.views.panel.exemptions"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "jianfu.web.base.logs.lines.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "jianfu": {"level": ENVIRONMENT.text("JIANFU_LOG_LEVEL")},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": False},
    },
}
# Counted by each web process for itself; far above what a person does.
WRITES_A_MINUTE, PUBLIC_READS_A_MINUTE = (300, 600) if MODE != "test" else (100_000, 100_000)
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)$"]  # asked by this machine itself, without HTTPS

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the worker does by itself: a function taking ``at`` by its dotted path, and how often (``base.jobs.periodic``).
PERIODIC = {
    "jianfu.web.base.actions.webhook.collect": timedelta(seconds=10),
    "jianfu.web.base.actions.webhook.deliver_due": timedelta(seconds=10),
    "jianfu.web.base.actions.sealing.seal_due": timedelta(minutes=10),
    "jianfu.web.base.actions.clearing.clear": timedelta(hours=1),
    "jianfu.web.census.actions.reminding.send_due": timedelta(minutes=5),
}
