"""The application that registers what is listed."""

from django.apps import AppConfig


class Listed(AppConfig):
    """Nothing but its admin."""

    name = "listed"
