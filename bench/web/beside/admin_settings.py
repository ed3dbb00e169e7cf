"""Jianfu's settings with Django's own admin added, and without what guards Jianfu's routes."""

from jianfu.web.settings import *  # noqa: F403
from jianfu.web.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["django.contrib.admin", *INSTALLED_APPS, "listed"]
GUARDS = ("guarded", "initial_password_first", "units.middleware.actor", "requests.limited")
MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith(GUARDS)]
ROOT_URLCONF = "listed.urls"
